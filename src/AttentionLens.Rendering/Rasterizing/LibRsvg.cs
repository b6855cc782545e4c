using System.Runtime.InteropServices;

namespace AttentionLens.Rendering;

/// <summary>The calls into librsvg.</summary>
internal static partial class LibRsvg
{
    public const string Name = "librsvg-2.so.2";

    [LibraryImport(Name, EntryPoint = "rsvg_handle_new_from_data")]
    public static unsafe partial nint HandleFromData(byte* data, nuint length, out nint error);

    /// <summary>Whether the size is known: 1 or 0.</summary>
    [LibraryImport(Name, EntryPoint = "rsvg_handle_get_intrinsic_size_in_pixels")]
    public static partial int GetSizeInPixels(nint handle, out double width, out double height);

    /// <summary>Whether the document was drawn: 1 or 0.</summary>
    [LibraryImport(Name, EntryPoint = "rsvg_handle_render_document")]
    public static partial int RenderDocument(nint handle, nint context, in RsvgRectangle viewport, out nint error);
}
