namespace AttentionLens.Rendering.Tests;

/// <summary>A place on the page.</summary>
internal readonly record struct Point(double X, double Y);
