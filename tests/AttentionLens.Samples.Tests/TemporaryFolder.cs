namespace AttentionLens.Samples.Tests;

/// <summary>An empty folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("attentionlens-samples-").FullName;

    public void Write(IReadOnlyDictionary<string, byte[]> files, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            File.WriteAllBytes(System.IO.Path.Combine(Path, name), files[name]);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
