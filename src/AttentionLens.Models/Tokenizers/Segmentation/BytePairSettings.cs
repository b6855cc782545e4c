namespace AttentionLens.Models.Tokenizers;

/// <summary>How byte-pair encoding treats what it does not know.</summary>
/// <param name="UnknownToken">Stands for unknown characters; without one they are dropped.</param>
/// <param name="FuseUnknown">Whether unknown neighbours become one token.</param>
/// <param name="ByteFallback">Whether unknown characters are spelled as bytes, <c>&lt;0x0A&gt;</c>.</param>
/// <param name="WholePieces">Whether a piece that is in the vocabulary is taken whole.</param>
internal sealed record BytePairSettings(string? UnknownToken, bool FuseUnknown, bool ByteFallback, bool WholePieces);
