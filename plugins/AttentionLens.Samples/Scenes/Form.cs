namespace AttentionLens.Samples;

/// <summary>What a shape looks like; the number is the class of the scene that it decides.</summary>
internal enum Form
{
    Circle,
    Square,
    Triangle,
    Cross,
    Ring,
}
