namespace AttentionLens.Models.Tokenizers;

/// <summary>A token that is found in the text as a whole, before the text is cut by any other rule.</summary>
/// <param name="Content">What is looked for.</param>
/// <param name="Id">Its id.</param>
internal sealed record AddedToken(string Content, int Id)
{
    /// <summary>Whether it is a special token: marked as such in encodings and left out of decoded text on request.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>Whether it must not touch word characters.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Whether it takes the white space before it along.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Whether it takes the white space after it along.</summary>
    public bool StripsRight { get; init; }

    /// <summary>Whether it is looked for in the normalized text instead of the original.</summary>
    public bool Normalized { get; init; }

    /// <summary>The token where it was found.</summary>
    public LensToken In(AlignedText text)
    {
        (int start, int end) = text.SourceOf(0, text.Length);
        return new LensToken(Id, Content, start..end, IsSpecial);
    }

    /// <summary>Reads everything but the id.</summary>
    public static AddedToken Read(ComponentSettings settings, int id)
    {
        string content = settings.Text("content");
        if (content.Length == 0)
        {
            throw new LensInputException($"{settings.Place}.content is empty; expected the text of an added token.");
        }

        bool special = settings.Flag("special", absent: false);
        AddedToken token = new(content, id)
        {
            IsSpecial = special,
            SingleWord = settings.Flag("single_word", absent: false),
            StripsLeft = settings.Flag("lstrip", absent: false),
            StripsRight = settings.Flag("rstrip", absent: false),
            Normalized = settings.Flag("normalized", absent: !special),
        };
        settings.RejectUnread();
        return token;
    }
}
