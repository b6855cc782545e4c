using System.Text;
using System.Text.Json;

namespace AttentionLens.Models;

/// <summary>One file of a model folder that stands beside its weights, read with limits.</summary>
internal sealed class FolderFile
{
    // The largest vocabularies in use need some thirty megabytes.
    private const long LargestFile = 256L << 20;
    private const int DeepestJson = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _path;

    public FolderFile(string folder, string name)
    {
        Name = name;
        _path = Path.Combine(folder, name);
    }

    public string Name { get; }

    public bool Exists => File.Exists(_path);

    /// <summary>All of it.</summary>
    public byte[] ReadBytes()
    {
        try
        {
            long length = new FileInfo(_path).Length;
            return length <= LargestFile
                ? File.ReadAllBytes(_path)
                : throw new LensInputException($"{Name} has {length} bytes; expected at most {LargestFile}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LensInputException($"{Name} cannot be read: {OneLine(error.Message)}", error);
        }
    }

    public JsonDocument ReadJson()
    {
        try
        {
            return JsonDocument.Parse(TextBytes(), new JsonDocumentOptions { MaxDepth = DeepestJson, AllowDuplicateProperties = false });
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second is what half of a surrogate pair in a property's name gives.
            throw new LensInputException($"{Name} is not JSON that can be used: {OneLine(error.Message)}", error);
        }
    }

    /// <summary>The lines of a text file, without their ends.</summary>
    public string[] ReadLines()
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(TextBytes().Span);
        }
        catch (DecoderFallbackException error)
        {
            throw new LensInputException($"{Name} is not UTF-8 text; expected one token or merge on each line.", error);
        }

        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");

    private ReadOnlyMemory<byte> TextBytes()
    {
        byte[] bytes = ReadBytes();
        return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsMemory(Encoding.UTF8.Preamble.Length) : bytes;
    }
}
