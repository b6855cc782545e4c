namespace AttentionLens.Engine;

/// <summary>Rows that go through the model together.</summary>
/// <param name="Variants">The variants' places in the request.</param>
/// <param name="Batch">What the model reads.</param>
/// <param name="Start">Where it starts; null for the model's beginning.</param>
/// <param name="Last">The last stage that is read; null for the model's last.</param>
internal sealed record SweepPass(int[] Variants, InputBatch Batch, ModelState? Start, int? Last);
