using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Builds an HTML document. Texts are escaped; only <see cref="Raw"/> takes markup.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins an element.</summary>
    public HtmlPage Open(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('<').Append(tag);
        foreach ((string name, string value) in attributes)
        {
            _text.Append(' ').Append(name).Append("=\"");
            AppendEscaped(value);
            _text.Append('"');
        }

        _text.Append('>');
        return this;
    }

    /// <summary>Ends an element.</summary>
    public HtmlPage Close(string tag)
    {
        _text.Append("</").Append(tag).Append('>');
        return this;
    }

    /// <summary>Adds an element that holds a text, and whose neighbours keep their order whatever direction it reads in.</summary>
    public HtmlPage Element(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(tag, attributes);
        Text(text);
        return Close(tag);
    }

    /// <summary>Adds a text.</summary>
    public HtmlPage Text(string text)
    {
        bool isIsolated = Reading.Isolated(text) != text;
        _text.Append(isIsolated ? "<bdi>" : string.Empty);
        AppendEscaped(text);
        _text.Append(isIsolated ? "</bdi>" : string.Empty);
        return this;
    }

    /// <summary>Adds markup.</summary>
    public HtmlPage Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Ends the line, for those who read the source.</summary>
    public HtmlPage Line() => Raw("\n");

    /// <summary>How many bytes it has in UTF-8.</summary>
    public int Bytes => Encoding.UTF8.GetByteCount(_text.ToString());

    /// <summary>What was added so far.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Writes the document in UTF-8.</summary>
    public void WriteTo(Stream destination) => destination.Write(Encoding.UTF8.GetBytes(_text.ToString()));

    private void AppendEscaped(string text)
    {
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                _ => _text.Append(letter),
            };
        }
    }
}
