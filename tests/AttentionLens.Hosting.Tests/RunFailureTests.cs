namespace AttentionLens.Hosting.Tests;

public sealed class RunFailureTests : IDisposable
{
    private readonly PluginWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("Lazy.Touch();", "InvalidOperationException: static")]
    [InlineData("Native.nothing();", "DllNotFoundException: ")]
    [InlineData("Words.Gone();", "MissingMethodException: ")]
    public void ToFinding_PluginLacksSomethingInARun_IsOneFinding(string body, string reason)
    {
        const string Parts =
            """
            public static class Lazy { static Lazy() => throw new InvalidOperationException("static"); public static void Touch() { } }
            public static class Native { [System.Runtime.InteropServices.DllImport("lens-no-such-library")] public static extern void nothing(); }
            """;
        byte[] then = PluginWorkshop.Compile("Acme.Words", "public static class Words { public static void Gone() { } }");
        byte[] now = PluginWorkshop.Compile("Acme.Words", "public static class Words { }");
        _workshop.Add("bad", PluginText.Analyzer("Bad", "bad.first", "BD0001", body: body) + Parts, then);
        _workshop.Put("bad", "Acme.Words.dll", now);
        LensHost host = _workshop.Load();
        Assert.Empty(host.Failures);
        LensAnalyzer analyzer = Assert.Single(host.Analyzers, part => part.Plugin.Name == "bad").Create();

        Exception thrown = Assert.ThrowsAny<Exception>(() => analyzer.Initialize(null!));

        Assert.Equal("AL0310", PluginFailures.Classify(thrown)?.Id);
        Finding finding = Assert.IsType<Finding>(PluginFailures.ToFinding("bad", thrown));
        Assert.Contains(reason, finding.Message);
        Assert.DoesNotContain('/', finding.Message);
        _workshop.AssertOneLine(finding);
        PluginWorkshop.AssertGoodWorks(host);
    }

    [Fact]
    public void Classify_LogicErrors_AreOthersBusiness()
    {
        Assert.Null(PluginFailures.Classify(new InvalidOperationException("wrong")));
        Assert.Null(PluginFailures.Classify(new FileNotFoundException("no such file", "corpus.txt")));
        Assert.Null(PluginFailures.ToFinding("any", new KeyNotFoundException()));
    }

    [Fact]
    public void Classify_WrappedFailures_AreSeenThrough()
    {
        BadImageFormatException cause = new();

        Assert.NotNull(PluginFailures.Classify(new AggregateException(new System.Reflection.TargetInvocationException(cause))));
        Assert.NotNull(PluginFailures.Classify(new FileNotFoundException("gone", "Acme.Text, Version=1.0.0.0, Culture=neutral")));
    }
}
