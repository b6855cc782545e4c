using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The normalisation behind the last block of a pre-norm stack, with its hook point.</summary>
/// <param name="Norm">The normalisation.</param>
/// <param name="Site">The site <c>ln_final</c>.</param>
public sealed record FinalNorm(NormLayer Norm, int Site)
{
    /// <summary>Normalises; without a normalisation the stream goes on as it is.</summary>
    /// <param name="norm">The normalisation, or null.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="stream">[batch, position, width].</param>
    public static Variable Apply(FinalNorm? norm, Pass pass, Variable stream) =>
        norm is null ? stream : pass.At(norm.Site, norm.Norm.Apply(pass.Tape, stream));
}
