namespace AttentionLens.Attribution;

/// <summary>Changes a row of the residual stream before a lens reads it.</summary>
/// <param name="layer">How many blocks it has passed.</param>
/// <param name="row">[width], changed in place.</param>
internal delegate void RowTranslation(int layer, Span<float> row);
