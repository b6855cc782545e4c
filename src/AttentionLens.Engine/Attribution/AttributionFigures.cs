using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace AttentionLens.Engine;

/// <summary>Scores as figures: tokens with a score each, or an image under the scores of its patches; one method alone, or several side by side.</summary>
internal sealed class AttributionFigures(LensModel model, ReportAttributions wanted)
{
    private readonly AttributionWords _words = new(model, wanted);

    /// <summary>The segment of an id that stands for all methods together; no method can be asked for by this name.</summary>
    private const string Together = "all";

    /// <summary>Throws where the scores are not those of the examples' positions, or patches.</summary>
    /// <exception cref="LensException">There are too few or too many.</exception>
    public static void Demand(AttributionResult answer, InputBatch batch, string method)
    {
        int expected = batch.Examples[0].Patches is { } grid ? grid.Rows * grid.Columns : batch.Length;
        if (answer.Scores.Shape[1] != expected)
        {
            throw new LensException(FormattableString.Invariant($"Attribution '{method}' gave {answer.Scores.Shape[1]} scores for each example; expected one for each of {expected} positions."));
        }

        if (!answer.CompletenessDeltas.IsDefault && answer.CompletenessDeltas.Length != batch.Size)
        {
            throw new LensException(FormattableString.Invariant($"Attribution '{method}' gave {answer.CompletenessDeltas.Length} completeness deltas; expected one for each of {batch.Size} examples."));
        }

        foreach ((string name, TensorValue more) in answer.Extras)
        {
            if (more.Spec.IndexOf(Axis.Batch) == 0 && more.Shape[0] != batch.Size)
            {
                throw new LensException(FormattableString.Invariant($"Attribution '{method}' gave '{name}' for {more.Shape[0]} examples; expected {batch.Size}."));
            }
        }
    }

    /// <summary>The id of a figure of one method and example.</summary>
    /// <param name="method">The method's name. Two whose names differ in case alone would share an id; the sink refuses the second.</param>
    /// <param name="example">The example.</param>
    /// <param name="part">What of the answer it shows, or empty for its scores.</param>
    public static ArtefactId IdOf(string method, EncodedExample example, string part = "") => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{AttributionStep.Name}/{string.Concat(method.Select(char.ToLowerInvariant))}/example-{example.Index}{(part.Length == 0 ? string.Empty : "/")}{part}"));

    /// <summary>The colours of a method's scores.</summary>
    public static ColorScale Scale(ImmutableArray<float> scores, bool isSigned, string unit)
    {
        double most = scores.Select(score => Math.Abs((double)score)).Where(double.IsFinite).DefaultIfEmpty().Max();
        return isSigned || scores.Any(score => score < 0) ? new ColorScale(ColorScaleKind.Diverging, -most, most, unit) : new ColorScale(ColorScaleKind.Sequential, 0, most, unit);
    }

    /// <summary>The figure of one method on one example.</summary>
    /// <param name="method">The method.</param>
    /// <param name="example">The example.</param>
    /// <param name="answer">The answer for its batch.</param>
    /// <param name="row">Its row in the batch.</param>
    /// <param name="verdict">How faithful the method is, or null where nobody looked.</param>
    public Artefact Of(AttributionSelection method, EncodedExample example, AttributionResult answer, int row, string? verdict)
    {
        ArtefactId id = IdOf(method.Method.Descriptor.Name, example);
        string title = string.Create(CultureInfo.InvariantCulture, $"{method.Method.Descriptor.Name}, example {example.Index}");
        NamedScores scores = Named(method, example, answer, row, []);
        Artefact figure = example.Patches is not { } grid ? new TokenStripFigure(id, title, Tokens(example), scores.Values, scores.Scale)
            : Image(example) is { } image ? new ImageOverlayFigure(id, title, image, grid, [scores]) { Outlines = Deciding(example, grid) }
            : new MatrixFigure(id, title, Labels("patch row", 'r', grid.Rows), Labels("patch column", 'c', grid.Columns), scores.Values, scores.Scale) { Outlines = Deciding(example, grid) };
        return figure with
        {
            Caption = Caption(method, example, answer, row, verdict) + (example.Patches is null ? string.Empty : Outlined(example)),
            Address = new SiteAddress(null, Example: example.Index),
        };
    }

    /// <summary>The figure of several methods on one example; null for an image that cannot be shown.</summary>
    /// <param name="example">The example.</param>
    /// <param name="answers">The methods, each with its answer for the example's batch and what the test says.</param>
    /// <param name="row">The example's row in its batch.</param>
    public Artefact? Compared(EncodedExample example, IEnumerable<(AttributionSelection Method, AttributionResult Answer, ImmutableArray<string> Tested)> answers, int row)
    {
        ArtefactId id = IdOf(Together, example);
        string title = string.Create(CultureInfo.InvariantCulture, $"Methods side by side, example {example.Index}");
        ImmutableArray<NamedScores> sets = [.. answers.Select(entry => Named(entry.Method, example, entry.Answer, row, Notes(entry.Method, example, entry.Answer, row, entry.Tested)))];
        Artefact? figure = example.Patches is not { } grid ? new TokenComparisonFigure(id, title, Tokens(example), sets)
            : Image(example) is { } image ? new ImageOverlayFigure(id, title, image, grid, sets) { Outlines = Deciding(example, grid) }
            : null;
        return figure is null ? null : figure with
        {
            Caption = "Each method's scores are coloured by their own largest; methods differ in unit, so compare where they point, not how much. Below each stand how faithful it is and what its answer rests on."
                + (example.Patches is null ? string.Empty : Outlined(example)),
            Address = new SiteAddress(null, Example: example.Index),
        };
    }

    /// <summary>The tokens of an example, without padding.</summary>
    public static ImmutableArray<string> Tokens(EncodedExample example) => [.. example.ValidTokens.ToArray().Select(token => token.Text)];

    private NamedScores Named(AttributionSelection method, EncodedExample example, AttributionResult answer, int row, ImmutableArray<string> notes)
    {
        ReadOnlySpan<float> scores = answer.Scores.Row(row);
        ImmutableArray<float> shown = example.Patches is null ? [.. scores.Slice(example.Start, example.Length)] : [.. scores];
        string unit = method.Method.Descriptor.IsComplete ? AttributionNames.Of(wanted.Objective) : "score";
        return new NamedScores(method.Method.Descriptor.Name, shown, Scale(shown, method.Method.Descriptor.IsSigned, unit)) { Notes = notes };
    }

    private ImmutableArray<string> Notes(AttributionSelection method, EncodedExample example, AttributionResult answer, int row, ImmutableArray<string> tested)
    {
        string settings = AttributionWords.Settings(method);
        return [.. tested, .. _words.Choices(method, example, answer.Targets[row]), .. settings.Length == 0 ? Array.Empty<string>() : [$"settings: {settings}"]];
    }

    private ColorImage? Image(EncodedExample example) => example.Pixels is { } pixels ? model.Inputs.ToImage(pixels) : null;

    private static ImmutableArray<MatrixCell> Deciding(EncodedExample example, PatchGrid grid) => example.Input.EvidencePositions.IsDefault
        ? []
        : [.. example.Input.EvidencePositions.Where(patch => patch >= 0 && patch < grid.Rows * grid.Columns).Select(patch => new MatrixCell(patch / grid.Columns, patch % grid.Columns))];

    private static string Outlined(EncodedExample example) =>
        example.Input.EvidencePositions.IsDefaultOrEmpty ? string.Empty : " Outlined: the patches that are known to decide.";

    private static AxisLabels Labels(string title, char letter, int count) =>
        new(title, [.. Enumerable.Range(0, count).Select(index => string.Create(CultureInfo.InvariantCulture, $"{letter}{index}"))]);

    private string Caption(AttributionSelection method, EncodedExample example, AttributionResult answer, int row, string? verdict)
    {
        StringBuilder text = new();
        ExplainedTarget target = answer.Targets[row];
        text.Append(CultureInfo.InvariantCulture, $"Explained: {_words.Target(target)}, {answer.TargetValues[row]:0.0000} on this input. ");
        text.Append(method.Method.Descriptor.IsSigned ? "Above 0 speaks for it, below 0 against it. " : "More matters more; the scores have no sign. ");
        string choices = string.Join("; ", _words.Choices(method, example, target).Where(choice => !choice.StartsWith("target", StringComparison.Ordinal)));
        text.Append(char.ToUpperInvariant(choices[0])).Append(choices, 1, choices.Length - 1).Append("; ");
        text.Append(answer.CompletenessDeltas.IsDefault
            ? "completeness: no sum is promised."
            : string.Create(CultureInfo.InvariantCulture, $"completeness delta: {answer.CompletenessDeltas[row]:G3}."));
        if (AttributionWords.Settings(method) is { Length: > 0 } settings)
        {
            text.Append(CultureInfo.InvariantCulture, $" Settings: {settings}.");
        }

        if (verdict is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $" Faithfulness of the method on the examples shown: {verdict}.");
        }

        return text.ToString();
    }
}
