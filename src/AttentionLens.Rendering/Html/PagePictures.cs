using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>The pictures that compressed figures show, each once.</summary>
internal sealed class PagePictures
{
    private readonly SortedDictionary<string, string> _pictures = new(StringComparer.Ordinal);

    /// <summary>How many characters pictures would add that are not there yet.</summary>
    public long More(ImmutableDictionary<string, string> pictures) =>
        pictures.Where(picture => !_pictures.ContainsKey(picture.Key)).Sum(picture => Element(picture.Key).Length + (long)picture.Value.Length);

    /// <summary>Adds those that are not there yet.</summary>
    public void Add(ImmutableDictionary<string, string> pictures)
    {
        foreach ((string name, string picture) in pictures)
        {
            _pictures[name] = picture;
        }
    }

    /// <summary>Adds them to the page.</summary>
    public void Append(HtmlPage page)
    {
        foreach ((string name, string picture) in _pictures)
        {
            page.Raw(Element(name).Replace("</script>\n", $"{picture}</script>\n", StringComparison.Ordinal));
        }
    }

    private static string Element(string name) => $"<script type=\"application/octet-stream\" id=\"{name}\"></script>\n";
}
