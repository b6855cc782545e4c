namespace AttentionLens.Rendering;

/// <summary>A colour in sRGB, eight bits a channel.</summary>
/// <param name="Red">The red channel, 0 to 255.</param>
/// <param name="Green">The green channel, 0 to 255.</param>
/// <param name="Blue">The blue channel, 0 to 255.</param>
/// <param name="TakesDarkText">Whether black text is easier to read on it than white text.</param>
public readonly record struct ScaleColor(byte Red, byte Green, byte Blue, bool TakesDarkText);
