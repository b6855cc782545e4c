using System.Runtime.InteropServices;

namespace AttentionLens.Rendering;

/// <summary>A rectangle. The layout is that of <c>RsvgRectangle</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RsvgRectangle(double X, double Y, double Width, double Height);
