namespace AttentionLens.Models.Tokenizers;

/// <summary>Removes white space at the ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : Normalizer
{
    public static StripNormalizer Read(ComponentSettings settings) => new(settings.Flag("strip_left"), settings.Flag("strip_right"));

    public override AlignedText Normalize(AlignedText text)
    {
        ReadOnlySpan<char> units = text.Units;
        int start = 0;
        int end = units.Length;
        while (left && start < end && char.IsWhiteSpace(units[start]))
        {
            start++;
        }

        while (right && end > start && char.IsWhiteSpace(units[end - 1]))
        {
            end--;
        }

        return text.Slice(start, end - start);
    }
}
