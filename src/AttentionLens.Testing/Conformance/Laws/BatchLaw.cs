namespace AttentionLens.Testing.Conformance;

/// <summary>A batch is its examples.</summary>
internal sealed class BatchLaw : Law
{
    public override string Id => "batch";

    public override string Demand => "An example gives the same at every hook point alone and in a batch with others, at its own positions.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording together = await subject.EverythingAsync();
        for (int row = 0; row < subject.Inputs.Length; row++)
        {
            InputBatch alone = subject.BatchOf(subject.Inputs[row]);
            Recording single = await subject.RunAsync(alone, Plans.Everything);
            PaddingComparison.Check(
                subject, verdict, (alone, single), (together, row, 0), $"as example {row} of a batch of {subject.Batch.Size}",
                "padding or another example of the batch reaches it");
        }
    }
}
