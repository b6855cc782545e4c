using System.Globalization;

namespace AttentionLens.Models.Tokenizers;

/// <summary>The tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> that stand for single bytes.</summary>
internal static class ByteToken
{
    public static string Spell(byte value) => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");

    public static bool TryRead(string token, out byte value)
    {
        value = 0;
        return token.Length == 6
            && token.StartsWith("<0x", StringComparison.Ordinal)
            && token[^1] == '>'
            && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
