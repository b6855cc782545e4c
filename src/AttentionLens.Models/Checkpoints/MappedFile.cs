using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace AttentionLens.Models.Checkpoints;

/// <summary>A file mapped for reading. Every view is checked against the file's length at that moment, because touching a page that a
/// shrunken file no longer backs ends the process.</summary>
internal sealed class MappedFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _accessor;

    private MappedFile(string name, SafeFileHandle handle, long length)
    {
        Name = name;
        Length = length;
        _handle = handle;
        _map = MemoryMappedFile.CreateFromFile(
            handle, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _accessor = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; }

    public long Length { get; }

    public static MappedFile Open(string path)
    {
        string name = Path.GetFileName(path);
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            long length = RandomAccess.GetLength(handle);
            MappedFile file = length == 0
                ? throw new CheckpointException($"{Quoted.Of(name)} is empty; expected a checkpoint file; download or save it again")
                : new MappedFile(name, handle, length);
            handle = null;
            return file;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new CheckpointException(
                $"{Quoted.Of(name)} cannot be opened ({Reason(exception)}); "
                + "expected a readable checkpoint file; check the path and its permissions",
                exception);
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>Lends a range that the caller has checked to lie inside <see cref="Length"/>.</summary>
    public ByteView View(long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        long now = RandomAccess.GetLength(_handle);
        return now < Length
            ? throw new CheckpointException(
                FormattableString.Invariant(
                    $"{Quoted.Of(Name)} shrank from {Length} to {now} bytes while open; expected no change; load it again"))
            : new ByteView(_accessor.SafeMemoryMappedViewHandle, offset, length);
    }

    public void Dispose()
    {
        _accessor.Dispose();
        _map.Dispose();
        _handle.Dispose();
    }

    private static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        UnauthorizedAccessException => "access is denied or it is a folder",
        _ => exception.GetType().Name,
    };
}
