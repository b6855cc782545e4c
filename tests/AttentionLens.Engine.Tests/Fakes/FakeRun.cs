using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

internal sealed class FakeRun : ModelRun
{
    private LensTensor? _output;

    public Dictionary<HookName, LensTensor> Values { get; } = [];

    public Dictionary<HookName, LensTensor> Gradients { get; } = [];

    public ImmutableArray<double> Objectives { get; set; } = [];

    public override LensTensor Output => _output ?? throw new InvalidOperationException("The run has no output yet.");

    public ImmutableArray<ExplainedTarget> Explained { get; set; } = [];

    public override ImmutableArray<double> ObjectiveValues => Objectives;

    public override ImmutableArray<ExplainedTarget> Targets => Explained;

    public void SetOutput(LensTensor output) => _output = output;

    public override LensTensor Captured(HookName name) => Values[name];

    public override LensTensor Gradient(HookName name) => Gradients[name];

    public override ModelState StateAfter(int stage) => throw new LensInputException("No state was kept.");

    protected override void Dispose(bool disposing)
    {
        _output?.Dispose();
        foreach (LensTensor tensor in Values.Values.Concat(Gradients.Values))
        {
            tensor.Dispose();
        }
    }
}
