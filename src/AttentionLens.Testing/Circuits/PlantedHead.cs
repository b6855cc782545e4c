namespace AttentionLens.Testing.Circuits;

/// <summary>A head that was written by hand.</summary>
/// <param name="Layer">Its layer, from 0.</param>
/// <param name="Head">Its index in the layer, from 0.</param>
/// <param name="Role">What it does.</param>
public sealed record PlantedHead(int Layer, int Head, PlantedRole Role);
