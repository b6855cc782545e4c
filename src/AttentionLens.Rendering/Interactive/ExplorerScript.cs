using System.Security.Cryptography;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>The page's only script, and the hash by which the page's policy allows it and nothing else.</summary>
internal static class ExplorerScript
{
    // What a file declares, later ones use.
    private static readonly string[] Files =
    [
        "elements", "data", "store", "address", "colors", "canvas", "player", "legends", "controls", "model-view", "head-view", "heatmap", "text-view", "layers-view", "links-view",
        "spoken", "keyboard", "visits", "filters", "findings", "figures", "space", "turning", "packed", "films", "start",
    ];

    /// <summary>The script: the files of the folder Scripts as one module. Line ends are single, as a browser reads them before it hashes.</summary>
    public static string Text { get; } = string.Concat(Files.Select(file => EmbeddedText.Read(file + ".js").ReplaceLineEndings("\n")));

    /// <summary>Its hash, as a content security policy names it.</summary>
    public static string Source { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";
}
