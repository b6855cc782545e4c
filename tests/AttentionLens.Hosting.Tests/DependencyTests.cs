namespace AttentionLens.Hosting.Tests;

public sealed class DependencyTests : IDisposable
{
    private readonly PluginWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Load_DependencyIsMissing_IsNamed()
    {
        byte[] text = Text("1.0.0.0");
        _workshop.Add("bad", Using("bad", "BD0001"), text);

        Assert.Contains("Acme.Text 1.0.0.0;", _workshop.AssertRefused("AL0305", "bad").Message);
    }

    [Fact]
    public void Load_DependencyOfADependencyIsMissing_IsNamed()
    {
        byte[] deep = PluginWorkshop.Compile("Acme.Deep", "namespace Acme { public static class Deep { public static string Word => \"w\"; } }");
        byte[] text = PluginWorkshop.Compile(
            "Acme.Text", "namespace Acme { public static class Words { public static string Version => Deep.Word; } }", references: deep);
        _workshop.Add("bad", Using("bad", "BD0001"), text);
        _workshop.Put("bad", "Acme.Text.dll", text);

        string message = _workshop.AssertRefused("AL0305", "bad").Message;
        Assert.Contains("Acme.Deep 1.0.0.0;", message);
        Assert.DoesNotContain("Acme.Text", message);
    }

    [Fact]
    public void Load_DependencyIsTooOld_IsNamedWithWhatIsThere()
    {
        _workshop.Add("bad", Using("bad", "BD0001"), Text("2.0.0.0"));
        _workshop.Put("bad", "Acme.Text.dll", Text("1.0.0.0"));

        Assert.Contains("Acme.Text 2.0.0.0 (the folder holds 1.0.0.0)", _workshop.AssertRefused("AL0305", "bad").Message);
    }

    [Fact]
    public void Load_DependencyIsNoAssembly_IsNamed()
    {
        _workshop.Add("bad", Using("bad", "BD0001"), Text("1.0.0.0"));
        _workshop.Put("bad", "Acme.Text.dll", "text"u8.ToArray());

        Assert.Contains("Acme.Text 1.0.0.0 (", _workshop.AssertRefused("AL0305", "bad").Message);
    }

    [Fact]
    public void Load_DependencyIsALinkOutOfTheFolder_CountsAsMissing()
    {
        byte[] text = Text("1.0.0.0");
        string outside = Path.Combine(_workshop.Outside, "Acme.Text.dll");
        File.WriteAllBytes(outside, text);
        _workshop.Add("bad", Using("bad", "BD0001"), text);
        File.CreateSymbolicLink(Path.Combine(_workshop.Folder("bad"), "Acme.Text.dll"), outside);

        _workshop.AssertRefused("AL0305", "bad");
    }

    [Fact]
    public void Load_DependencyFileIsUnusable_IsReported()
    {
        _workshop.Add("bad", PluginText.Analyzer("Bad", "bad.first", "BD0001"));
        _workshop.Put("bad", "Test.bad.deps.json", "{ broken"u8.ToArray());

        Assert.Contains("'Test.bad.deps.json' cannot be used", _workshop.AssertRefused("AL0305", "bad").Message);
    }

    [Fact]
    public void Load_TwoVersionsOfOneDependency_BothWork()
    {
        foreach ((string folder, string rule, string version) in (ReadOnlySpan<(string, string, string)>)[("one", "ON0001", "1.0.0.0"), ("two", "TW0001", "2.0.0.0")])
        {
            byte[] text = Text(version);
            _workshop.Add(folder, Using(folder, rule), text);
            _workshop.Put(folder, "Acme.Text.dll", text);
        }

        LensHost host = _workshop.Load();

        Assert.Empty(host.Failures);
        Assert.Equal(
            ["good.first looks", "one.first 1.0.0.0", "two.first 2.0.0.0"],
            host.Analyzers.Select(part => part.Create()).Select(analyzer => $"{analyzer.Name} {analyzer.Summary}"));
    }

    [Fact]
    public void Load_ContractIsCopied_IsNotedAndTheHostsIsUsed()
    {
        _workshop.Add("copied", PluginText.Analyzer("Copied", "copied.first", "CP0001"));
        foreach (string name in (ReadOnlySpan<string>)["AttentionLens.Abstractions.dll", "System.Numerics.Tensors.dll"])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), Path.Combine(_workshop.Folder("copied"), name));
        }

        LensHost host = _workshop.Load();

        PluginFailure note = Assert.Single(host.Failures);
        Assert.Equal(("AL0309", Severity.Note, true), (note.Finding.Descriptor.Id, note.Finding.Severity, note.IsLoaded));
        Assert.Contains("AttentionLens.Abstractions, System.Numerics.Tensors;", note.Finding.Message);
        _workshop.AssertOneLine(note.Finding);
        Assert.Equal("copied.first", Assert.Single(host.Analyzers, part => part.Plugin.Name == "copied").Create().Name);
        PluginWorkshop.AssertGoodWorks(host);
    }

    private static byte[] Text(string version) => PluginWorkshop.Compile(
        "Acme.Text",
        "namespace Acme { public static class Words { public static string Version => typeof(Words).Assembly.GetName().Version.ToString(); } }",
        version);

    private static string Using(string name, string rule) => PluginText.Analyzer("Reader", name + ".first", rule, summary: "Acme.Words.Version");
}
