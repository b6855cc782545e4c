using System.Text.Json;
using System.Text.Unicode;

namespace AttentionLens.Engine;

/// <summary>Reads a JSON document of bounded size and depth.</summary>
internal static class JsonFile
{
    private const long Largest = 1L << 30;

    /// <summary>Reads the document and hands its root to a reader.</summary>
    public static T Read<T>(Stream source, string kind, Func<JsonNode, T> read)
    {
        try
        {
            using MemoryStream bytes = new();
            Copy(source, bytes, kind);
            Memory<byte> text = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
            if (!Utf8.IsValid(text.Span))
            {
                throw new LensInputException($"The {kind} is not valid UTF-8; expected a file that AttentionLens wrote.");
            }

            using JsonDocument document = JsonDocument.Parse(text, JsonLayout.Reading);
            return read(new JsonNode(document.RootElement, null, string.Empty));
        }
        catch (JsonException exception)
        {
            throw new LensInputException($"The {kind} is not valid JSON: {FailureLine.Clean(exception.Message)}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // What the JSON reader says to escapes in a property's name that spell half a surrogate pair.
            throw new LensInputException(
                $"The {kind} has a property whose name is not valid Unicode; expected a file that AttentionLens wrote.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LensInputException($"The {kind} cannot be read: {FailureLine.Clean(exception.Message)}", exception);
        }
    }

    private static void Copy(Stream source, MemoryStream destination, string kind)
    {
        byte[] buffer = new byte[81_920];
        for (int read = source.Read(buffer); read > 0; read = source.Read(buffer))
        {
            if (destination.Length + read > Largest)
            {
                throw new LensInputException($"The {kind} is larger than {Largest >> 20} MiB; expected a file that AttentionLens wrote.");
            }

            destination.Write(buffer, 0, read);
        }
    }
}
