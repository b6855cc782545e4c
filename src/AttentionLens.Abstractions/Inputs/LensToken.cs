namespace AttentionLens;

/// <summary>One position of an encoded text.</summary>
/// <param name="Id">The vocabulary id, in [0, vocabulary size).</param>
/// <param name="Text">The token as the vocabulary spells it, for instance <c>##ing</c>.</param>
/// <param name="Source">Where the token comes from, as [start, end) in UTF-16 units of the original text;
/// empty at 0 for a token that no text stands behind.</param>
/// <param name="IsSpecial">Whether the tokenizer added it (<c>[CLS]</c>, <c>[SEP]</c>, padding) or it is a special token in the text.</param>
public readonly record struct LensToken(int Id, string Text, Range Source, bool IsSpecial);
