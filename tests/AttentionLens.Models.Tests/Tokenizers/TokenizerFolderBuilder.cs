using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

/// <summary>A folder with tokenizer files that lives as long as a test.</summary>
internal sealed class TokenizerFolderBuilder : IDisposable
{
    public TokenizerFolderBuilder()
    {
        Folder = Directory.CreateTempSubdirectory("lens-tokenizer").FullName;
    }

    public string Folder { get; }

    public TokenizerFolderBuilder With(string name, string content)
    {
        File.WriteAllText(Path.Combine(Folder, name), content);
        return this;
    }

    public TokenizerFolderBuilder With(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(Path.Combine(Folder, name), content);
        return this;
    }

    public TokenizerFolderBuilder WithCopies(string source, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            File.WriteAllBytes(Path.Combine(Folder, name), File.ReadAllBytes(Path.Combine(source, name)));
        }

        return this;
    }

    public Tokenizer Load() => Tokenizer.Load(Folder);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
