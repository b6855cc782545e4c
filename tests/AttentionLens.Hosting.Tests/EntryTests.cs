namespace AttentionLens.Hosting.Tests;

public sealed class EntryTests : IDisposable
{
    private readonly PluginWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("public class Nothing { }", "has 0 [assembly")]
    [InlineData("[assembly: AttentionLens.LensPlugin(typeof(string))]", "System.String does not derive from LensPlugin")]
    [InlineData("[assembly: AttentionLens.LensPlugin(null)]", "names no type")]
    [InlineData("[assembly: AttentionLens.LensPlugin(typeof(AttentionLens.LensPlugin))]", "does not derive from LensPlugin")]
    [InlineData(Entry + "public abstract class E : AttentionLens.LensPlugin { }", "is abstract")]
    [InlineData(Entry + "public class E : AttentionLens.LensPlugin { private E() { } " + Configure + "}", "has no public constructor")]
    [InlineData(Entry + "public class E : AttentionLens.LensPlugin { public E(int a) { } " + Configure + "}", "has no public constructor")]
    [InlineData(
        "[assembly: AttentionLens.LensPlugin(typeof(E<>))] public class E<T> : AttentionLens.LensPlugin { " + Configure + "}", "open generic")]
    public void Load_NoUsableEntry_IsReported(string source, string reason)
    {
        _workshop.Add("bad", source);

        Assert.Contains(reason, _workshop.AssertRefused("AL0306", "bad").Message);
    }

    [Theory]
    [InlineData("public E() => throw new System.InvalidOperationException(\"first\\nsecond\");", "InvalidOperationException: first second")]
    [InlineData("static E() => throw new System.InvalidOperationException(\"static\");", "InvalidOperationException: static")]
    [InlineData("public E() => throw new System.IO.FileNotFoundException(typeof(E).Assembly.Location);", "FileNotFoundException: bad")]
    [InlineData("public E() => throw new Sly();", "Sly: (its message cannot be read)")]
    public void Load_ConstructorThrows_IsReported(string member, string reason)
    {
        _workshop.Add(
            "bad",
            Entry + "public class E : AttentionLens.LensPlugin { " + member + Configure + "} "
            + "public class Sly : System.Exception { public override string Message => throw new System.Exception(); }");

        Assert.Contains(reason, _workshop.AssertRefused("AL0307", "bad").Message);
    }

    [Fact]
    public void Load_ConfigureThrows_IsReported()
    {
        _workshop.Add("bad", PluginText.Plugin("throw new System.Exception(new string('x', 5000));", ""));

        Assert.EndsWith("…", _workshop.AssertRefused("AL0307", "bad").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PartThrowsAfterOthersWereAdded_NothingOfThePluginIsLoaded()
    {
        _workshop.Add(
            "bad",
            PluginText.Plugin(
                "builder.AddAnalyzer<Sound>(); builder.AddAnalyzer<Unsound>();",
                PluginText.AnalyzerPart("Sound", "bad.sound", "BD0001")
                + PluginText.AnalyzerPart("Unsound", "bad.unsound", "BD0002")
                    .Replace("{\n", "{\n public Unsound() => throw new System.NotSupportedException(\"never\");\n")));

        Assert.Contains("NotSupportedException: never", _workshop.AssertRefused("AL0307", "bad").Message);
        Assert.Single(_workshop.Load().Analyzers);
    }

    [Fact]
    public void Load_FindingsAreUninitialized_IsReported()
    {
        _workshop.Add(
            "bad",
            PluginText.Analyzer("Bad", "bad.first", "BD0001")
                .Replace("[new FindingDescriptor(\"BD0001\", \"Bad\", \"{0}\", \"Test\", Severity.Note, FindingScope.Model)]", "default"));

        Assert.Contains("uninitialized", _workshop.AssertRefused("AL0307", "bad").Message);
    }

    [Fact]
    public void Configure_BuilderIsKept_AddsNothingLater()
    {
        _workshop.Add(
            "late",
            PluginText.Plugin(
                "builder.AddAnalyzer<Early>(); Early.Builder = builder;",
                PluginText.AnalyzerPart("Early", "late.early", "LT0001", body: "Builder.AddAnalyzer<Late>();")
                    .Replace("{\n", "{\n public static LensPluginBuilder Builder;\n")
                + PluginText.AnalyzerPart("Late", "late.late", "LT0002")));
        LensHost host = _workshop.Load();

        Assert.Throws<InvalidOperationException>(() => host.Analyzers[1].Create().Initialize(null!));
        Assert.Equal(["good.first", "late.early"], host.Analyzers.Select(part => part.Prototype.Name));
    }

    private const string Entry = "[assembly: AttentionLens.LensPlugin(typeof(E))] ";
    private const string Configure = "public override void Configure(AttentionLens.LensPluginBuilder builder) { } ";
}
