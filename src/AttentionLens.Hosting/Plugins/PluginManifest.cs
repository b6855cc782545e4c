using System.Text.Json;
using System.Text.RegularExpressions;

namespace AttentionLens.Hosting;

/// <summary>What <c>lens-plugin.json</c> says.</summary>
/// <param name="Record">The plugin's name and version.</param>
/// <param name="Assembly">The full path of the plugin's assembly, which lies in the folder.</param>
/// <param name="Contract">The version of the contract that the plugin was built for.</param>
internal sealed partial record PluginManifest(PluginRecord Record, string Assembly, Version Contract)
{
    public const string FileName = "lens-plugin.json";

    private const int LargestFile = 64 << 10;
    private const int DeepestFile = 8;

    private static readonly string[] Fields = ["name", "version", "assembly", "contract"];

    /// <exception cref="PluginRefusedException">The manifest is missing, or not what it should be.</exception>
    public static PluginManifest Read(PluginFolder folder)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                ReadBytes(folder), new JsonDocumentOptions { MaxDepth = DeepestFile, AllowDuplicateProperties = false });
            return Read(document.RootElement, folder);
        }
        catch (JsonException exception)
        {
            throw Refuse($"it is not valid JSON: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refuse($"it cannot be read ({exception.GetType().Name}).", exception);
        }
    }

    private static PluginManifest Read(JsonElement root, PluginFolder folder)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Refuse($"it holds a JSON {root.ValueKind}; expected an object.");
        }

        string contractText = Text(root, "contract", ContractPattern(), "a version of two numbers such as 0.1");
        Version contract = Version.Parse(contractText);

        // A field that this host does not know may be one that a newer contract defines; then the contract is what is wrong.
        if (contract <= ContractAssemblies.Version
            && root.EnumerateObject().FirstOrDefault(field => !Fields.Contains(field.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw Refuse($"field '{unknown.Name}' is not known; nearest: {Nearest.To(unknown.Name, Fields, 1).First()}.");
        }

        string name = Text(root, "name", NamePattern(), "1 to 100 letters, digits, dots, dashes and underscores");
        string version = Text(root, "version", VersionPattern(), "a version such as 1.2.3 or 1.2.3-beta.1");
        string assembly = Text(root, "assembly", AssemblyPattern(), "the relative path of a .dll in the plugin's folder");
        string path = folder.Find(assembly) ?? throw Refuse($"assembly '{assembly}' leaves the plugin's folder; expected a file in it.");
        return File.Exists(path)
            ? new PluginManifest(new PluginRecord(name, version), path, contract)
            : throw Refuse($"assembly '{assembly}' does not exist in the plugin's folder.");
    }

    private static byte[] ReadBytes(PluginFolder folder)
    {
        string path = folder.Find(FileName) ?? throw Refuse("it is a link that leaves the plugin's folder.");
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw Refuse($"there is none; expected {FileName} with {string.Join(", ", Fields)}.");
        }

        // Pipes and devices have no length either; they are never opened.
        if (file.Length is 0 or > LargestFile)
        {
            throw Refuse($"it is {(file.Length == 0 ? "empty" : $"larger than {LargestFile >> 10} KiB")}; expected a JSON object.");
        }

        byte[] bytes = new byte[LargestFile];
        using FileStream stream = file.OpenRead();
        int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes.AsSpan(0, count) is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..count] : bytes[..count];
    }

    private static string Text(JsonElement root, string field, Regex pattern, string expected)
    {
        if (!root.TryGetProperty(field, out JsonElement value))
        {
            throw Refuse($"field '{field}' is missing; expected {expected}.");
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw Refuse($"field '{field}' is a JSON {value.ValueKind}; expected {expected}.");
        }

        string text = value.GetString() ?? string.Empty;
        return pattern.IsMatch(text) ? text : throw Refuse($"field '{field}' is '{OneLine.Of(text)}'; expected {expected}.");
    }

    private static PluginRefusedException Refuse(string detail, Exception? cause = null) => new(HostFindings.InvalidManifest, detail, cause);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[0-9]{1,9}(\.[0-9]{1,9}){0,3}([-+][A-Za-z0-9.+-]{1,64})?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\A[^\\/:\x00-\x1f][^\\:\x00-\x1f]{0,250}\.dll\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AssemblyPattern();

    [GeneratedRegex(@"\A[0-9]{1,5}\.[0-9]{1,5}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ContractPattern();
}
