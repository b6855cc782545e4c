using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The figures of an attribution that was computed by itself, the same as those of a report.</summary>
public static class AnswerFigures
{
    /// <summary>What an answer says, example by example: the scores of its tokens or patches, then what the method gives to heads, layers, components and target tokens.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="answer">The answer for the request's batch.</param>
    /// <returns>The figures; ids differ within one answer.</returns>
    /// <exception cref="LensException">The scores are not those of the examples' positions, or patches.</exception>
    public static ImmutableArray<Artefact> Of(AttributionRequest request, AttributionResult answer)
    {
        AttributionSelection method = new(request.Method, string.Empty) { Options = request.Options };
        AttributionFigures.Demand(answer, request.Batch, method.Method.Descriptor.Name);
        ReportAttributions wanted = new() { Methods = [method], Objective = request.Objective, Baseline = request.Baseline };
        AttributionFigures figures = new(request.Model, wanted);
        AttributionWords words = new(request.Model, wanted);
        AttributionResult shown = answer with { Extras = AttributionParts.Shown(answer.Extras) };
        return
        [
            .. request.Batch.Examples.SelectMany((example, row) => AttributionParts
                .Of(method, example, shown, row, request.Model.Card.Layers, words.Short)
                .Prepend(figures.Of(method, example, shown, row, verdict: null))),
        ];
    }
}
