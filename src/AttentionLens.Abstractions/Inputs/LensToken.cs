namespace AttentionLens;

/// <summary>One position of an encoded text or image.</summary>
/// <param name="Id">The vocabulary id, in [0, vocabulary size); in an image, which has no vocabulary, the position.</param>
/// <param name="Text">The token as the vocabulary spells it, for instance <c>##ing</c>; a patch of an image is named by its
/// row and column from the top left, <c>r0c0</c>.</param>
/// <param name="Source">Where the token comes from, as [start, end) in UTF-16 units of the original text;
/// empty at 0 for a token that no text stands behind.</param>
/// <param name="IsSpecial">Whether the tokenizer added it (<c>[CLS]</c>, <c>[SEP]</c>, padding) or it is a special token in the text.</param>
public readonly record struct LensToken(int Id, string Text, Range Source, bool IsSpecial);
