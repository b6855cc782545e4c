namespace AttentionLens.Hosting;

/// <summary>The progress of a part of some work.</summary>
internal sealed class Part(IProgress<double> whole, double from, double to) : IProgress<double>
{
    public void Report(double value) => whole.Report(from + ((to - from) * value));
}
