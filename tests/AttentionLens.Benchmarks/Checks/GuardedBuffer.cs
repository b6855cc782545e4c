using System.Runtime.InteropServices;

namespace AttentionLens.Benchmarks;

/// <summary>Floats that end at an unreadable page (on Linux) and begin behind known values: reading one value too far ends the process,
/// writing one in front is found by <see cref="Verify"/>.</summary>
public sealed unsafe partial class GuardedBuffer : IDisposable
{
    private const int PageBytes = 4096;
    private const int FrontValues = 64;
    private const float FrontValue = 12345.625f;
    private const int ProtectNone = 0;
    private const int ProtectReadWrite = 3;

    private readonly byte* _memory;
    private readonly nuint _dataBytes;
    private readonly float* _values;

    public GuardedBuffer(int length)
    {
        Length = length;
        _dataBytes = ((nuint)(length + FrontValues) * sizeof(float) + PageBytes - 1) / PageBytes * PageBytes;
        _memory = (byte*)NativeMemory.AlignedAlloc(_dataBytes + PageBytes, PageBytes);
        _values = (float*)(_memory + _dataBytes) - length;
        new Span<float>(_values - FrontValues, FrontValues).Fill(FrontValue);
        Protect(ProtectNone);
    }

    public int Length { get; }

    public Span<float> Span => new(_values, Length);

    /// <summary>Values between −1 and 1 from a generator that is the same everywhere.</summary>
    public static GuardedBuffer Random(int length, ref uint seed, float scale = 1)
    {
        GuardedBuffer buffer = new(length);
        foreach (ref float value in buffer.Span)
        {
            seed = (seed * 1664525) + 1013904223;
            value = (((seed >> 8) / 8388608f) - 1) * scale;
        }

        return buffer;
    }

    /// <summary>Whether nothing was written in front.</summary>
    public bool Verify() => !new ReadOnlySpan<float>(_values - FrontValues, FrontValues).ContainsAnyExcept(FrontValue);

    public void Dispose()
    {
        Protect(ProtectReadWrite);
        NativeMemory.AlignedFree(_memory);
    }

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int ProtectMemory(void* start, nuint bytes, int protection);

    private void Protect(int protection)
    {
        if (OperatingSystem.IsLinux() && ProtectMemory(_memory + _dataBytes, PageBytes, protection) != 0)
        {
            throw new InvalidOperationException("The page behind a buffer could not be protected.");
        }
    }
}
