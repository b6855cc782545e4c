using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Texts that the build puts into the assembly.</summary>
internal static class EmbeddedText
{
    /// <summary>Reads a text.</summary>
    public static string Read(string name)
    {
        using Stream text = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new LensException($"The text {name} is missing from AttentionLens.Rendering; expected it as an embedded resource.");
        using StreamReader reader = new(text, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
