using System.Text.Json;

namespace AttentionLens;

/// <summary>A model in Hugging Face layout: the folder and what its <c>config.json</c> says. Opening it reads nothing else.</summary>
public sealed class ModelFolder
{
    private const int LargestConfig = 16 << 20;
    private const int DeepestConfig = 64;

    private ModelFolder(string path, JsonElement config)
    {
        Path = path;
        Config = config;
        Name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The folder's own name, without the path to it.</summary>
    public string Name { get; }

    /// <summary>The object in <c>config.json</c>.</summary>
    public JsonElement Config { get; }

    /// <summary>The <c>model_type</c> of the configuration, or null.</summary>
    public string? ModelType =>
        Config.TryGetProperty("model_type", out JsonElement type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    /// <summary>Opens a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="LensInputException">There is no such folder, or no readable <c>config.json</c> in it.</exception>
    public static ModelFolder Open(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new LensInputException($"Model folder '{path}' does not exist; give a folder that holds config.json, or the name of a sample model.");
        }

        string file = System.IO.Path.Combine(path, "config.json");
        if (!File.Exists(file))
        {
            throw new LensInputException($"'{path}' holds no config.json; expected a model folder in Hugging Face layout.");
        }

        try
        {
            if (new FileInfo(file).Length > LargestConfig)
            {
                throw new LensInputException($"'{file}' is larger than {LargestConfig >> 20} MiB; expected a model configuration.");
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { MaxDepth = DeepestConfig });
            if (!HasReadableTexts(document.RootElement))
            {
                throw new LensInputException($"'{file}' holds a text with half a surrogate pair; expected valid Unicode.");
            }

            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ModelFolder(path, document.RootElement.Clone())
                : throw new LensInputException($"'{file}' holds a JSON {document.RootElement.ValueKind}; expected an object.");
        }
        catch (JsonException exception)
        {
            throw new LensInputException($"'{file}' is not valid JSON: {Clean(exception.Message)}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LensInputException($"'{file}' cannot be read: {Clean(exception.Message)}", exception);
        }
    }

    // An escaped half of a surrogate pair passes the parser and fails whoever asks for the text.
    private static bool HasReadableTexts(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Array => element.EnumerateArray().All(HasReadableTexts),
                JsonValueKind.Object => element.EnumerateObject().All(entry => entry.Name is not null && HasReadableTexts(entry.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Clean(string message) => message.ReplaceLineEndings(" ");
}
