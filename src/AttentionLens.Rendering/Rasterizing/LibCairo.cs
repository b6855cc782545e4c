using System.Runtime.InteropServices;

namespace AttentionLens.Rendering;

/// <summary>The calls into cairo.</summary>
internal static partial class LibCairo
{
    public const string Name = "libcairo.so.2";

    /// <summary>The pixel format of four bytes: alpha, red, green, blue in the order of the machine's words, premultiplied.</summary>
    public const int FormatArgb32 = 0;

    /// <summary>The status of a call that went well.</summary>
    public const int StatusSuccess = 0;

    /// <summary>The status of a writer that could not write.</summary>
    public const int StatusWriteError = 11;

    /// <summary>The name of a PDF document's date of creation.</summary>
    public const int PdfCreateDate = 5;

    [LibraryImport(Name, EntryPoint = "cairo_image_surface_create")]
    public static partial nint ImageSurfaceCreate(int format, int width, int height);

    [LibraryImport(Name, EntryPoint = "cairo_image_surface_get_data")]
    public static unsafe partial byte* ImageSurfaceGetData(nint surface);

    [LibraryImport(Name, EntryPoint = "cairo_image_surface_get_stride")]
    public static partial int ImageSurfaceGetStride(nint surface);

    [LibraryImport(Name, EntryPoint = "cairo_pdf_surface_create_for_stream")]
    public static unsafe partial nint PdfSurfaceCreateForStream(delegate* unmanaged<nint, byte*, uint, int> write, nint closure, double width, double height);

    [LibraryImport(Name, EntryPoint = "cairo_pdf_surface_set_metadata", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void PdfSurfaceSetMetadata(nint surface, int entry, string text);

    [LibraryImport(Name, EntryPoint = "cairo_surface_status")]
    public static partial int SurfaceStatus(nint surface);

    [LibraryImport(Name, EntryPoint = "cairo_surface_flush")]
    public static partial void SurfaceFlush(nint surface);

    [LibraryImport(Name, EntryPoint = "cairo_surface_finish")]
    public static partial void SurfaceFinish(nint surface);

    [LibraryImport(Name, EntryPoint = "cairo_surface_destroy")]
    public static partial void SurfaceDestroy(nint surface);

    [LibraryImport(Name, EntryPoint = "cairo_create")]
    public static partial nint ContextCreate(nint surface);

    [LibraryImport(Name, EntryPoint = "cairo_status")]
    public static partial int ContextStatus(nint context);

    [LibraryImport(Name, EntryPoint = "cairo_destroy")]
    public static partial void ContextDestroy(nint context);
}
