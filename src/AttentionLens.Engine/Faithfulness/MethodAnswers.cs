using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Asks methods for their scores.</summary>
internal sealed class MethodAnswers
{
    private readonly FaithfulnessRequest _request;
    private readonly TestedBatch _tested;

    private MethodAnswers(FaithfulnessRequest request, TestedBatch tested)
    {
        _request = request;
        _tested = tested;
    }

    /// <summary>What each method says, in the order of the request; those that do not fit stand in <paramref name="unfit"/>, where the request leaves them out.</summary>
    public static async ValueTask<ImmutableArray<MethodAnswer>> AskAsync(
        FaithfulnessRequest request, TestedBatch tested, List<UnfitMethod> unfit, Action<double> report, CancellationToken cancellationToken)
    {
        MethodAnswers answers = new(request, tested);
        ImmutableArray<MethodAnswer>.Builder given = ImmutableArray.CreateBuilder<MethodAnswer>(request.Methods.Length);
        for (int index = 0; index < request.Methods.Length; index++)
        {
            (AttributionMethod method, ImmutableArray<KeyValuePair<string, string>> options) = request.Methods[index];
            try
            {
                given.Add(await answers.AskAsync(method, options, cancellationToken));
            }
            catch (LensInputException exception) when (request.LeavesOutUnfit)
            {
                unfit.Add(new UnfitMethod(method.Descriptor.Name, exception.Message));
            }

            report((index + 1.0) / request.Methods.Length);
        }

        return given.DrainToImmutable();
    }

    private async ValueTask<MethodAnswer> AskAsync(
        AttributionMethod method, ImmutableArray<KeyValuePair<string, string>> options, CancellationToken cancellationToken)
    {
        AttributionRequest asked = RequestOf(method, options);
        AttributionResult answer = await AttributionRunner.AttributeAsync(asked, null, cancellationToken);
        List<AttributionResult> noisy = [];
        for (int sample = 0; sample < _request.SensitivitySamples; sample++)
        {
            HookPoint features = new RunnerContext(asked, null).FindFeatures();

            // First of all changes: to whoever else changes the features, the noise is part of the input. The model behind it lives on.
            IntervenedModel model = new(_request.Model, [NoiseOnFeatures.At(features, SensitivityMax.Radius, _request.Seed, sample)], []);
            noisy.Add(await AttributionRunner.AttributeAsync(asked with { Model = model }, null, cancellationToken));
        }

        return new MethodAnswer(
            method.Descriptor.Name,
            [.. _tested.Inputs.Select(input => Ranking.Of(input, input.ScoresIn(answer)) with { IsSigned = method.Descriptor.IsSigned })],
            [
                .. _tested.Inputs.Select(input => noisy.Count == 0
                    ? null
                    : SensitivityMax.Of([.. answer.Scores.Row(input.Index)], noisy.Select(changed => changed.Scores.Row(input.Index).ToArray()))),
            ]);
    }

    private AttributionRequest RequestOf(AttributionMethod method, ImmutableArray<KeyValuePair<string, string>> options) => new()
    {
        Model = _request.Model,
        Batch = _tested.Batch,
        Method = method,
        Objective = _tested.Objective,
        Baseline = _request.Baseline,
        Options = options,
        Rules = _request.Rules,
        OpenTensors = _request.OpenTensors,
        MaxRows = _request.MaxRows,
        Memory = _request.Memory,
        Tally = _request.Tally,
    };
}
