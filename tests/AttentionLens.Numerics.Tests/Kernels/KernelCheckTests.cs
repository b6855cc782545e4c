using AttentionLens.Benchmarks;

namespace AttentionLens.Numerics.Tests;

public sealed class KernelCheckTests
{
    public static TheoryData<string> Names => new(KernelChecks.All.Select(check => check.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernel_ManyOddShapes_MatchesDoublePrecision(string name)
    {
        (_, Action<CheckLog, int> run, int cases) = KernelChecks.All.Single(check => check.Name == name);
        CheckLog log = new();
        run(log, cases / 2);
        Assert.Empty(log.Failures);
        Assert.True(log.Compared > 1000);
    }

    [Fact]
    public void Compare_WrongValue_IsReported()
    {
        CheckLog log = new();
        log.Compare("values", [1, 2.001f], [1.0, 2.0], 1e-5);
        Assert.Contains("value 1", Assert.Single(log.Failures), StringComparison.Ordinal);
    }
}
