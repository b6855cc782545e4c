namespace AttentionLens.Engine;

/// <summary>A batch on its way through the model.</summary>
internal sealed record BatchScope(InputBatch Batch, LensModel Model, CancellationToken CancellationToken)
{
    /// <summary>Lets example actions look at the pass that serves them.</summary>
    public void Show(ModelRun run, PassGroup group)
    {
        foreach (ExampleHandler handler in group.Handlers)
        {
            for (int row = 0; row < Batch.Size; row++)
            {
                CancellationToken.ThrowIfCancellationRequested();
                ExampleScope context = new(handler, run, this, row);
                handler.Call(context);
                context.Close();
            }
        }
    }
}
