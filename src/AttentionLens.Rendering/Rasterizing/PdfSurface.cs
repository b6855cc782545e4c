using System.Runtime.InteropServices;

namespace AttentionLens.Rendering;

/// <summary>Draws a document into a PDF of one page. The date of creation is fixed, so that the same document gives the same bytes.</summary>
internal static class PdfSurface
{
    private const string CreationDate = "2000-01-01T00:00:00Z";

    /// <summary>Draws a document.</summary>
    /// <exception cref="LensInputException">It cannot be drawn.</exception>
    public static unsafe byte[] Draw(RsvgDocument document, double scale)
    {
        using MemoryStream page = new();
        GCHandle handle = GCHandle.Alloc(page);
        nint surface = 0;
        try
        {
            surface = LibCairo.PdfSurfaceCreateForStream(&Write, GCHandle.ToIntPtr(handle), document.Width * scale, document.Height * scale);
            LibCairo.PdfSurfaceSetMetadata(surface, LibCairo.PdfCreateDate, CreationDate);
            document.Draw(surface, scale);
            LibCairo.SurfaceFinish(surface);
            return LibCairo.SurfaceStatus(surface) is var status && status == LibCairo.StatusSuccess
                ? page.ToArray()
                : throw new LensInputException($"cairo cannot write the PDF document: status {status}.");
        }
        finally
        {
            // The surface may write until it is destroyed.
            if (surface != 0)
            {
                LibCairo.SurfaceDestroy(surface);
            }

            handle.Free();
        }
    }

    // An exception must not cross into native code.
    [UnmanagedCallersOnly]
    private static unsafe int Write(nint closure, byte* data, uint length)
    {
        try
        {
            ((Stream)GCHandle.FromIntPtr(closure).Target!).Write(new ReadOnlySpan<byte>(data, checked((int)length)));
            return LibCairo.StatusSuccess;
        }
        catch (Exception)
        {
            return LibCairo.StatusWriteError;
        }
    }
}
