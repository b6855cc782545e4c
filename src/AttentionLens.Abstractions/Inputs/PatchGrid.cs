namespace AttentionLens;

/// <summary>How an image was cut into patches: which square of pixels stands behind each position.</summary>
/// <param name="Rows">Rows of patches.</param>
/// <param name="Columns">Columns of patches.</param>
/// <param name="Side">The side of a patch, in pixels.</param>
/// <param name="First">The position of the patch at the top left; no patch stands behind the positions before it. The other patches
/// follow row by row.</param>
public sealed record PatchGrid(int Rows, int Columns, int Side, int First)
{
    /// <summary>The row and column of the patch behind a position, or null where there is none.</summary>
    /// <param name="position">The position, from 0.</param>
    public (int Row, int Column)? At(int position) =>
        position >= First && position - First < Rows * Columns ? Math.DivRem(position - First, Columns) : null;
}
