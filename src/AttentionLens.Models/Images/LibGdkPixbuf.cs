using System.Runtime.InteropServices;

namespace AttentionLens.Models.Images;

/// <summary>The calls into gdk-pixbuf and the GLib that it rests on.</summary>
internal static partial class LibGdkPixbuf
{
    public const string Name = "libgdk_pixbuf-2.0.so.0";
    private const string GlibName = "libglib-2.0.so.0";
    private const string ObjectName = "libgobject-2.0.so.0";

    [LibraryImport(Name, EntryPoint = "gdk_pixbuf_loader_new_with_type", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewLoader(string type, out nint error);

    /// <summary>Whether the bytes could be used: 1 or 0.</summary>
    [LibraryImport(Name, EntryPoint = "gdk_pixbuf_loader_write")]
    public static unsafe partial int Write(nint loader, byte* bytes, nuint count, out nint error);

    /// <summary>Whether the file was whole: 1 or 0.</summary>
    [LibraryImport(Name, EntryPoint = "gdk_pixbuf_loader_close")]
    public static partial int Close(nint loader, out nint error);

    /// <summary>Ends without asking whether the file was whole.</summary>
    [LibraryImport(Name, EntryPoint = "gdk_pixbuf_loader_close")]
    public static partial int Close(nint loader, nint noError);

    [LibraryImport(Name, EntryPoint = "gdk_pixbuf_loader_get_pixbuf")]
    public static partial nint PixbufOf(nint loader);

    [LibraryImport(Name, EntryPoint = "gdk_pixbuf_get_width")]
    public static partial int Width(nint pixbuf);

    [LibraryImport(Name, EntryPoint = "gdk_pixbuf_get_height")]
    public static partial int Height(nint pixbuf);

    [LibraryImport(Name, EntryPoint = "gdk_pixbuf_get_n_channels")]
    public static partial int Channels(nint pixbuf);

    [LibraryImport(Name, EntryPoint = "gdk_pixbuf_get_rowstride")]
    public static partial int RowStride(nint pixbuf);

    [LibraryImport(Name, EntryPoint = "gdk_pixbuf_read_pixels")]
    public static unsafe partial byte* Pixels(nint pixbuf);

    [LibraryImport(GlibName, EntryPoint = "g_error_free")]
    public static partial void FreeError(nint error);

    [LibraryImport(ObjectName, EntryPoint = "g_object_unref")]
    public static partial void Release(nint instance);
}
