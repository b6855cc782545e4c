using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A method that takes parts of the input away and looks at what the objective does. All changes are declared together.</summary>
public abstract class PerturbationMethod : AttributionMethod
{
    private const string Token = "token";
    private const string Word = "word";
    private const string Window = "window";
    private readonly ChoiceOption _parts;
    private static readonly NumberOption LengthOption = new("window", "For windows: how many positions, from 1.", 3, 1, 4096);
    private static readonly NumberOption StepOption = new("step", "For windows: how many positions the next one starts further on, from 1 to the window.", 1, 1, 4096);

    private protected PerturbationMethod(bool takesWindows) => _parts = new ChoiceOption(
        "parts",
        takesWindows
            ? "What is taken away at a time: a token (a patch of an image), a word, or a window of positions."
            : "What is taken away at a time: a token (a patch of an image), or a word.",
        Token,
        takesWindows ? [Token, Word, Window] : [Token, Word]);

    /// <inheritdoc/>
    public sealed override ImmutableArray<OptionDescriptor> SupportedOptions =>
        [_parts, .. _parts.Choices.Contains(Window) ? (ImmutableArray<OptionDescriptor>)[LengthOption, StepOption] : [], .. OwnOptions];

    private protected virtual ImmutableArray<OptionDescriptor> OwnOptions => [];

    /// <inheritdoc/>
    public sealed override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        FeaturePath path = await FeaturePath.OpenAsync(context, context.FindFeatures(), cancellationToken);
        FeaturePlayers[] players = [.. Enumerable.Range(0, path.Batch.Size).Select(example => PlayersOf(context.Options, path, example))];
        List<InputVariant> variants = [];
        int[] starts = new int[players.Length + 1];
        for (int example = 0; example < players.Length; example++)
        {
            variants.AddRange(Variants(context.Options, players[example]));
            starts[example + 1] = variants.Count;
        }

        ImmutableArray<double> values = await context.EvaluateAsync(variants, cancellationToken);
        float[] scores = new float[path.Batch.Size * path.Explained.Shape[1]];
        double[] deltas = new double[players.Length];
        for (int example = 0; example < players.Length; example++)
        {
            double[] parts = Scores(context.Options, players[example], path.TargetValues[example], values.AsSpan()[starts[example]..starts[example + 1]]);
            Spread(players[example], parts, scores.AsSpan(example * path.Explained.Shape[1], path.Explained.Shape[1]));
            deltas[example] = Delta(parts, path.TargetValues[example], values.AsSpan()[starts[example]..starts[example + 1]]);
        }

        TensorValue result = new(new TensorSpec(path.Explained.Spec.Axes[..2], "objective"), [path.Batch.Size, path.Explained.Shape[1]], [.. scores]);
        return new AttributionResult(path.Targets, path.TargetValues, result) { CompletenessDeltas = Descriptor.IsComplete ? [.. deltas] : default };
    }

    /// <summary>The changes that one example needs.</summary>
    private protected abstract IEnumerable<InputVariant> Variants(AnalysisOptions options, FeaturePlayers players);

    /// <summary>The score of each part.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="players">The parts.</param>
    /// <param name="whole">The objective on the input as it is.</param>
    /// <param name="values">The objective under each change.</param>
    private protected abstract double[] Scores(AnalysisOptions options, FeaturePlayers players, double whole, ReadOnlySpan<double> values);

    /// <summary>The sum of the scores less what they should add up to, for a method that promises a sum.</summary>
    private protected virtual double Delta(double[] scores, double whole, ReadOnlySpan<double> values) => 0;

    private FeaturePlayers PlayersOf(AnalysisOptions options, FeaturePath path, int example)
    {
        int length = (int)options.Get(LengthOption);
        int step = (int)options.Get(StepOption);
        return options.Get(_parts) switch
        {
            Word => FeaturePlayers.Words(path.Explained, path.Batch, example),
            Window when step > length => throw new LensInputException($"Option 'step' is {step}, but windows are {length} long; positions between them would be left out."),
            Window => FeaturePlayers.Windows(path.Explained, path.Batch, example, length, step),
            _ => FeaturePlayers.Positions(path.Explained, path.Batch, example),
        };
    }

    // The tokens of a word share its score evenly; a position that several windows cover gets their mean.
    private static void Spread(FeaturePlayers players, double[] parts, Span<float> scores)
    {
        Span<double> sums = new double[scores.Length];
        Span<int> counts = new int[scores.Length];
        bool shares = !players.Groups.SelectMany(group => group).GroupBy(position => position).Any(group => group.Count() > 1);
        for (int part = 0; part < parts.Length; part++)
        {
            foreach (int position in players.Groups[part])
            {
                sums[position] += shares ? parts[part] / players.Groups[part].Length : parts[part];
                counts[position]++;
            }
        }

        for (int position = 0; position < scores.Length; position++)
        {
            scores[position] = counts[position] == 0 ? 0 : (float)(sums[position] / counts[position]);
        }
    }
}
