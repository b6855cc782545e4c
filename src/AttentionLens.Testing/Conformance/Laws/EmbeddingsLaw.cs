using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>Embeddings are what their names say.</summary>
internal sealed class EmbeddingsLaw : Law
{
    private static readonly string[] Names = ["embed", "token_type_embed", "pos_embed"];

    public override string Id => "embeddings";

    public override string Demand => "Another token changes 'embed' at its position alone and neither 'pos_embed' nor 'token_type_embed', and the first block receives the sum of the embeddings, or that sum normalised.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording run = await subject.EverythingAsync();
        foreach (string stack in subject.Map.Stacks)
        {
            HookPoint[] parts = [.. Names.Select(name => subject.Map.Find(ModelMap.InStack(stack, name))).OfType<HookPoint>()];
            if (subject.Map.Find(ModelMap.InStack(stack, "blocks.0.resid_pre")) is { } first && parts.Length > 0
                && parts.All(part => run[part].Shape[^1] == run[first].Shape[^1]))
            {
                CheckSum(subject, verdict, run, parts, first);
            }
        }

        if (!subject.SeesImages)
        {
            await CheckTokenAsync(subject, verdict, run);
        }
    }

    private static void CheckSum(Subject subject, Verdict verdict, Recording run, HookPoint[] parts, HookPoint first)
    {
        double[][] results = StreamRows.Of(subject, run[first]);
        double[][] sums;
        if (run[parts[0]].Extent(Axis.Patch) > 0)
        {
            // The patches have no positions before them; what stands there is a weight that no hook point shows.
            int patches = run[parts[0]].Extent(Axis.Patch);
            int before = run[first].Extent(Axis.Position) - patches;
            bool[] isPatch = [.. results.Select((_, row) => row % (patches + before) >= before)];
            double[][] embedded = StreamRows.Of(subject, run[parts[0]]);
            double[][][] others = [.. parts.Skip(1).Select(part => StreamRows.Of(subject, run[part]).Where((_, row) => isPatch[row]).ToArray())];
            sums = [.. embedded.Select((row, index) => row.Select((value, component) => value + others.Sum(other => other[index][component])).ToArray())];
            results = [.. results.Where((_, row) => isPatch[row])];
        }
        else
        {
            sums = StreamRows.Sum(subject, run, parts);
        }

        verdict.Saw();
        if (StreamRows.KindOf(subject, sums, results) == StreamKind.Unknown)
        {
            verdict.Fail($"'{first.Name}' is neither the sum of {string.Join(", ", parts.Select(part => $"'{part.Name}'"))} nor that sum normalised; expected one of both: an embedding is shown under another's name, before it is scaled, or not at all.");
        }
    }

    private static async ValueTask CheckTokenAsync(Subject subject, Verdict verdict, Recording before)
    {
        EncodedExample example = subject.Batch.Examples[0];
        HookPoint[] parts = [.. subject.Model.Hooks.Where(point => point.Kind is HookKind.Embedding or HookKind.PositionEmbedding or HookKind.TypeEmbedding && point.Stack != "decoder")];
        int place = example.Start + (example.Length / 2);
        int other = (example.Tokens[place].Id + 1) % subject.Model.Card.VocabularySize;
        ImmutableArray<EncodedExample> changed = subject.Batch.Examples.SetItem(0, Padded.WithToken(example, place, other));
        Recording after = await subject.RunAsync(new InputBatch(changed), Plans.Capture(parts));
        foreach (HookPoint part in parts)
        {
            verdict.Saw();
            HookValue value = before[part];
            int different = value.FirstDifference(after[part], 0, index => part.Kind != HookKind.Embedding || value.Along(Axis.Batch, index) != 0 || value.Along(Axis.Position, index) != place);
            if (different >= 0)
            {
                verdict.Fail($"Another token at example 0, position {place} changed {value.Where(different)}; expected {(part.Kind == HookKind.Embedding ? "no other position to change" : "no change: the value does not depend on tokens")}.");
            }
            else if (part.Kind == HookKind.Embedding && value.FirstOtherBits(after[part]) < 0)
            {
                verdict.Fail($"Another token at example 0, position {place} changed nothing at '{part.Name}'; expected the token's own embedding there.");
            }
        }
    }
}
