using System.Text.Json.Nodes;

namespace AttentionLens.Encoders.Tests;

/// <summary>A model folder with a configuration, in a temporary folder of its own.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder(JsonObject config)
    {
        Path = Directory.CreateTempSubdirectory("lens-encoder-").FullName;
        Write("config.json", config.ToJsonString());
    }

    public string Path { get; }

    public string At(string file) => System.IO.Path.Combine(Path, file);

    public void Write(string file, string text) => File.WriteAllText(At(file), text);

    public ModelFolder Open() => ModelFolder.Open(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
