using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Lets one head send what it writes on the baseline along one path, everything else as it is: how much of the objective does that path carry?</summary>
/// <remarks>Source: Wang et al. 2023, section 3.1 and appendix B; Goldowsky-Dill et al. 2023. The share that is left is (patched − corrupt) / (clean − corrupt).</remarks>
public sealed class PathPatchingMethod : AttributionMethod
{
    private const string Frozen = "frozen";

    /// <summary>A gibibyte.</summary>
    private const long MostValues = 1 << 28;

    private static readonly TextOption ReceiverOption = new(
        "receiver", "The hook points that hear the sender, a name or a pattern, for instance blocks.4.attn.q; empty for the answer itself.", string.Empty);

    private static readonly ChoiceOption MlpsOption = new(
        "mlps", "Whether MLPs between sender and receiver pass on what they hear (free) or stay as they are (frozen).", "free", ["free", Frozen]);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("path-patching", "How much of the objective the path from one head to a receiver carries.", AttributionKind.Perturbation)
        {
            IsSigned = true,
            UsesBaseline = true,
            Aggregation = "all heads at a position",
            Sources = [Papers.Wang2023, Papers.GoldowskyDill2023],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [ReceiverOption, MlpsOption];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        string pattern = context.Options.Get(ReceiverOption);
        ImmutableArray<HookPoint> receivers = pattern.Length == 0
            ? []
            : context.Model.Hooks.Resolve(HookSelector.Parse(pattern), HookCapabilities.Read | HookCapabilities.Edit);
        DemandFree(receivers, context.Options.Get(MlpsOption) == Frozen);
        PathSource source = await PathSource.OpenAsync(context, context.Options.Get(MlpsOption) == Frozen, cancellationToken);
        PathSenders senders = new(source, context.FindFeatures().Stack);
        List<InputVariant> paths = receivers.IsEmpty
            ? [.. senders.Variants.Select(sender => sender.Variant)]
            : await HeardAsync(context, source, senders, receivers, cancellationToken);

        // A loss is a mean over its batch, so the clean value has to come from the same sweep as the others.
        IEnumerable<InputVariant> ends = Enumerable.Range(0, source.Batch.Size).SelectMany(example => new[] { new InputVariant(example), source.Corrupt(example) });
        int[] heard = [.. Enumerable.Range(0, paths.Count).Where(path => !paths[path].Interventions.IsEmpty)];
        ImmutableArray<double> values = await context.EvaluateAsync([.. ends, .. heard.Select(path => paths[path])], cancellationToken);
        double[] shares = new double[paths.Count];
        Array.Fill(shares, 1);
        for (int index = 0; index < heard.Length; index++)
        {
            int example = paths[heard[index]].Example;
            (double clean, double corrupt) = (values[2 * example], values[(2 * example) + 1]);
            shares[heard[index]] = (values[(2 * source.Batch.Size) + index] - corrupt) / PatchSource.Gain(example, clean, corrupt);
        }

        return Result(context, source, new Dictionary<string, TensorValue>(senders.ToTensors(shares)));
    }

    private static void DemandFree(ImmutableArray<HookPoint> receivers, bool holdsMlps)
    {
        if (receivers.FirstOrDefault(receiver => receiver.Kind == HookKind.HeadOutput || (holdsMlps && receiver.Kind == HookKind.MlpOutput)) is { } held)
        {
            throw ReceiverOption.Reject(
                held.Name.Value, "hook points that read the residual stream, for instance attn.q, attn.k, attn.v or resid_post: what heads and frozen MLPs write is held as it is");
        }
    }

    // What each receiver holds with a sender that it hears, to be written into the examples as they are.
    private static async ValueTask<List<InputVariant>> HeardAsync(
        AttributionContext context, PathSource source, PathSenders senders, ImmutableArray<HookPoint> receivers, CancellationToken cancellationToken)
    {
        List<InputVariant> paths = [.. senders.Variants.Select(sender => new InputVariant(sender.Variant.Example))];
        List<InputVariant> sent = [];
        List<int> places = [];
        for (int place = 0; place < senders.Variants.Count; place++)
        {
            (InputVariant variant, HookPoint first) = senders.Variants[place];
            ImmutableArray<HookName> reads = [.. receivers.Where(receiver => source.IsBehind(receiver, first)).Select(receiver => receiver.Name)];
            if (!reads.IsEmpty)
            {
                sent.Add(variant with { Reads = reads });
                places.Add(place);
            }
        }

        long kept = 0;
        void Keep(int variant, HookName hook, ReadOnlySpan<float> value)
        {
            kept += value.Length;
            if (kept > MostValues)
            {
                throw new LensInputException(
                    $"path-patching would keep more than {MostValues} numbers of its receivers; name fewer of them, or give fewer or shorter examples.");
            }

            InputVariant path = paths[places[variant]];
            CustomEdit heard = RowWrite.Of(context.Model.Hooks[hook], 0, value.ToArray(), 0..);
            paths[places[variant]] = path with { Interventions = path.Interventions.Add(heard) };
        }

        if (sent.Count > 0)
        {
            context.BeginPart(0, 2);
            await context.ObserveAsync(sent, Keep, cancellationToken);
            context.BeginPart(1, 2);
        }

        return paths;
    }

    private static AttributionResult Result(AttributionContext context, PathSource source, Dictionary<string, TensorValue> shares)
    {
        PositionScores scores = new(context, shares[PathSenders.Positions].Shape[1]);
        for (int example = 0; example < source.Batch.Size; example++)
        {
            scores.Add([.. shares[PathSenders.Positions].Row(example).ToArray().Select(share => 1.0 - share)]);
        }

        AttributionResult result = new(source.Targets, source.CleanObjectives, scores.ToTensor("share"));
        return result with
        {
            Extras = result.Extras.AddRange(shares.Where(tensor => tensor.Key != PathSenders.Positions).SelectMany(tensor => new[]
            {
                tensor,
                KeyValuePair.Create(tensor.Key.Replace("shares", "scores", StringComparison.Ordinal), Carried(tensor.Value)),
            })),
        };
    }

    private static TensorValue Carried(TensorValue shares) => new(shares.Spec, shares.Shape, [.. shares.Values.Select(share => 1 - share)]);
}
