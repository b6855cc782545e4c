using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace AttentionLens.Rendering;

/// <summary>Markup as the page carries it where there is much: compressed, and its pictures apart, each once however often it is shown.</summary>
/// <param name="Text">The markup, compressed, in base 64. It refers to pictures by name.</param>
/// <param name="Pictures">The pictures in base 64, by name.</param>
internal sealed partial record PackedMarkup(string Text, ImmutableDictionary<string, string> Pictures)
{
    private const int LettersOfName = 16;

    /// <summary>Compresses markup; gives null where it is not well formed, so that a script could not read it as it stands.</summary>
    /// <param name="body">The markup.</param>
    /// <param name="merged">How many neighbouring colours of a picture may become one.</param>
    public static PackedMarkup? Of(FigureBody body, int merged)
    {
        // A drawing was written by an XML writer.
        if (body.Width == 0 && !IsWellFormed(body.Markup))
        {
            return null;
        }

        ImmutableDictionary<string, string>.Builder pictures = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        string lean = Picture().Replace(body.Markup, match =>
        {
            byte[] png = PlainPng.Of(Convert.FromBase64String(match.Groups[2].Value), merged);
            string name = $"picture-{Convert.ToHexStringLower(SHA256.HashData(png))[..LettersOfName]}";
            pictures[name] = Convert.ToBase64String(png);
            return $"{match.Groups[1].Value}#{name}\"";
        });
        return new PackedMarkup(Convert.ToBase64String(Zlib.Compress(Encoding.UTF8.GetBytes(lean))), pictures.ToImmutable());
    }

    private static bool IsWellFormed(string markup)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader($"<div>{markup}</div>"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    // Pictures that a viewer enlarges with sharp edges, as all of ours.
    [GeneratedRegex("(image-rendering=\"pixelated\" href=\")data:image/png;base64,([A-Za-z0-9+/]{256,}={0,2})\"", RegexOptions.CultureInvariant)]
    private static partial Regex Picture();
}
