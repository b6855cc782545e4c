namespace AttentionLens.Models.Tokenizers;

/// <summary>A token within a piece.</summary>
/// <param name="Id">The vocabulary id.</param>
/// <param name="Start">The first unit of the piece that it covers.</param>
/// <param name="Length">How many units it covers.</param>
internal readonly record struct PieceToken(int Id, int Start, int Length);
