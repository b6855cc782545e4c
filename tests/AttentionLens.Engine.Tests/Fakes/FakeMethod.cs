using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

/// <summary>Gives each position the score that a test says, from the id of its token.</summary>
internal sealed class FakeMethod(string name, Func<int, float> scoreOf) : AttributionMethod
{
    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    /// <summary>Is called before it answers and may throw.</summary>
    public Action? BeforeAnswer { get; set; }

    /// <summary>How many scores each example gets beyond its positions.</summary>
    public int Excess { get; set; }

    /// <summary>More that it computes, by name, for a number of examples.</summary>
    public Func<int, IEnumerable<KeyValuePair<string, TensorValue>>>? More { get; set; }

    public override AttributionDescriptor Descriptor => new(name, "A fake.", AttributionKind.Gradient) { IsSigned = true, Aggregation = "none", UsesBaseline = true };

    public override ImmutableArray<OptionDescriptor> SupportedOptions => [new NumberOption("steps", "Steps.", 8, 1, 100)];

    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        Calls++;
        BeforeAnswer?.Invoke();
        ExplainedBatch explained = await context.ExplainAsync(cancellationToken);
        int width = context.Batch.Length + Excess;
        float[] scores = [.. context.Batch.Examples.SelectMany(example => Enumerable.Range(0, width).Select(position => position < example.Length ? scoreOf(example.Tokens[position].Id) : 0))];
        return new AttributionResult(
            explained.Targets, explained.Values, new TensorValue(new TensorSpec([Axis.Batch, Axis.Position], "logit"), [context.Batch.Size, width], [.. scores]))
        {
            Extras = (More?.Invoke(context.Batch.Size) ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }
}
