using System.Text;

namespace AttentionLens.Hosting.Tests;

public sealed class ManifestTests : IDisposable
{
    private readonly PluginWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Load_NoManifest_IsReported()
    {
        _workshop.Folder("bad");

        Assert.Contains("there is none", _workshop.AssertRefused("AL0301", "bad").Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"name":"bad","version":"1.0","assembly":"Test.bad.dll"}""")]
    [InlineData("""{"name":"bad","version":"1.0","contract":"0.1"}""")]
    [InlineData("""{"name":"bad","assembly":"Test.bad.dll","contract":"0.1"}""")]
    [InlineData("""{"version":"1.0","assembly":"Test.bad.dll","contract":"0.1"}""")]
    [InlineData("""{"name":5,"version":"1.0","assembly":"Test.bad.dll","contract":"0.1"}""")]
    [InlineData("""{"name":"a\nb","version":"1.0","assembly":"Test.bad.dll","contract":"0.1"}""")]
    [InlineData("""{"name":"","version":"1.0","assembly":"Test.bad.dll","contract":"0.1"}""")]
    [InlineData("""{"name":"bad","version":"newest","assembly":"Test.bad.dll","contract":"0.1"}""")]
    [InlineData("""{"name":"bad","version":"1.0","assembly":"Test.bad.dll","contract":"99999999999.0"}""")]
    [InlineData("""{"name":"bad","version":"1.0","assembly":"Test.bad.dll","contract":"0.1","name":"twice"}""")]
    [InlineData("""{"name":"bad","version":"1.0","assembly":"Absent.dll","contract":"0.1"}""")]
    [InlineData("""{"name":"bad","version":"1.0","assembly":"../good/Test.good.dll","contract":"0.1"}""")]
    [InlineData("""{"name":"bad","version":"1.0","assembly":"..\\good\\Test.good.dll","contract":"0.1"}""")]
    [InlineData("""{"name":"bad","version":"1.0","assembly":"lib/../../good/Test.good.dll","contract":"0.1"}""")]
    [InlineData("""{"name":"bad","version":"1.0","assembly":"/etc/passwd.dll","contract":"0.1"}""")]
    [InlineData("""{"name":"bad","version":"1.0","assembly":"Test\u0000.bad.dll","contract":"0.1"}""")]
    public void Load_UnusableManifest_IsReported(string manifest)
    {
        _workshop.Add("bad", PluginText.Analyzer("Bad", "bad.first", "BD0001"));
        _workshop.WriteManifest("bad", manifest);

        _workshop.AssertRefused("AL0301", "bad");
    }

    [Fact]
    public void Load_UnknownField_NamesTheNearest()
    {
        _workshop.WriteManifest("bad", """{"name":"bad","versoin":"1.0","assembly":"Test.bad.dll","contract":"0.1"}""");

        Assert.Contains("'versoin' is not known; nearest: version", _workshop.AssertRefused("AL0301", "bad").Message);
    }

    [Fact]
    public void Load_ManifestIsLarge_IsReported()
    {
        _workshop.WriteManifest("bad", PluginWorkshop.Manifest("bad") + new string(' ', 1 << 17));

        Assert.Contains("larger than 64 KiB", _workshop.AssertRefused("AL0301", "bad").Message);
    }

    [Fact]
    public void Load_ManifestIsDeep_IsReported()
    {
        _workshop.WriteManifest("bad", new string('[', 10_000) + new string(']', 10_000));

        _workshop.AssertRefused("AL0301", "bad");
    }

    [Fact]
    public void Load_ManifestIsNotText_IsReported()
    {
        byte[] bytes = new byte[4096];
        new Random(5).NextBytes(bytes);
        _workshop.Put("bad", "lens-plugin.json", bytes);

        _workshop.AssertRefused("AL0301", "bad");
    }

    [Fact]
    public void Load_ManifestIsAFolder_IsReported()
    {
        Directory.CreateDirectory(Path.Combine(_workshop.Folder("bad"), "lens-plugin.json"));

        _workshop.AssertRefused("AL0301", "bad");
    }

    [Fact]
    public void Load_ManifestStartsWithAByteOrderMark_IsRead()
    {
        _workshop.Add("bom", PluginText.Analyzer("Bom", "bom.first", "BM0001"));
        _workshop.Put("bom", "lens-plugin.json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(PluginWorkshop.Manifest("bom"))]);

        Assert.Empty(_workshop.Load().Failures);
    }

    [Fact]
    public void Load_AssemblyIsALinkOutOfTheFolder_IsReported()
    {
        string outside = Path.Combine(_workshop.Outside, "Test.bad.dll");
        File.WriteAllBytes(outside, PluginWorkshop.Compile("Test.bad", PluginText.Analyzer("Bad", "bad.first", "BD0001")));
        File.CreateSymbolicLink(Path.Combine(_workshop.Folder("bad"), "Test.bad.dll"), outside);
        _workshop.WriteManifest("bad", PluginWorkshop.Manifest("bad"));

        Assert.Contains("leaves the plugin's folder", _workshop.AssertRefused("AL0301", "bad").Message);
    }

    [Fact]
    public void Load_AssemblyLiesBehindALinkedFolder_IsReported()
    {
        File.WriteAllBytes(
            Path.Combine(_workshop.Outside, "Test.bad.dll"), PluginWorkshop.Compile("Test.bad", PluginText.Analyzer("Bad", "bad.first", "BD0001")));
        Directory.CreateSymbolicLink(Path.Combine(_workshop.Folder("bad"), "lib"), _workshop.Outside);
        _workshop.WriteManifest("bad", PluginWorkshop.Manifest("bad", assembly: "lib/Test.bad.dll"));

        Assert.Contains("leaves the plugin's folder", _workshop.AssertRefused("AL0301", "bad").Message);
    }

    [Fact]
    public void Load_LinksRunInACircle_IsReported()
    {
        string folder = _workshop.Folder("bad");
        File.CreateSymbolicLink(Path.Combine(folder, "Test.bad.dll"), Path.Combine(folder, "other.dll"));
        File.CreateSymbolicLink(Path.Combine(folder, "other.dll"), Path.Combine(folder, "Test.bad.dll"));
        _workshop.WriteManifest("bad", PluginWorkshop.Manifest("bad"));

        _workshop.AssertRefused("AL0301", "bad");
    }

    [Fact]
    public void Load_PluginFolderIsALink_IsLoaded()
    {
        _workshop.Add("linked", PluginText.Analyzer("Linked", "linked.first", "LK0001"));
        string elsewhere = Path.Combine(_workshop.Outside, "linked");
        Directory.Move(_workshop.Folder("linked"), elsewhere);
        Directory.CreateSymbolicLink(Path.Combine(_workshop.Root, "linked"), elsewhere);

        LensHost host = _workshop.Load();

        Assert.Empty(host.Failures);
        Assert.Contains(host.Analyzers, part => part.Prototype.Name == "linked.first");
    }

    [Fact]
    public void Load_HiddenFoldersAndStrayFiles_AreNoPlugins()
    {
        _workshop.Folder(".git");
        File.WriteAllText(Path.Combine(_workshop.Root, "readme.txt"), "text");

        Assert.Empty(_workshop.Load().Failures);
    }

    [Fact]
    public void Load_FolderOfOnePlugin_LoadsIt()
    {
        LensHost host = LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Folder(Path.Combine(_workshop.Root, "good"))] });

        PluginWorkshop.AssertGoodWorks(host);
    }

    [Fact]
    public void Load_FolderDoesNotExist_Throws()
    {
        LensInputException exception = Assert.Throws<LensInputException>(
            () => LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Folder(Path.Combine(_workshop.Root, "absent"))] }));

        Assert.Contains("does not exist", exception.Message);
    }
}
