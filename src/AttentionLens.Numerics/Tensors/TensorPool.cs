using System.Numerics;
using System.Runtime.InteropServices;

namespace AttentionLens.Numerics;

/// <summary>Native memory for tensors and packed weights in size classes, safe for any thread. It never holds more than was in use at
/// the worst moment of the process plus 64 MiB: a request that finds no free block gives back others first.</summary>
public static unsafe class TensorPool
{
    /// <summary>Floats behind the last value of every block that may be read (never relied on): packing reads whole vectors.</summary>
    internal const int TailPadding = 64;

    private const int Alignment = 64;
    private const int SmallestClassBytes = 512;
    private const int ClassesPerDoubling = 8;
    private const long Slack = 64L << 20;
    private const nuint HugePageThreshold = 4u << 20;
    private const nuint HugePageBytes = 2u << 20;

    private static readonly Lock Gate = new();
    private static readonly TensorBlock?[] Free = new TensorBlock?[ClassesPerDoubling * 40];
    private static long _inUse;
    private static long _peak;
    private static long _highWater;
    private static long _freeBytes;

    /// <summary>Bytes of the blocks that have a handle.</summary>
    public static long BytesInUse => Volatile.Read(ref _inUse);

    /// <summary>The largest <see cref="BytesInUse"/> since the start or the last <see cref="ResetPeak"/>.</summary>
    public static long PeakBytesInUse => Volatile.Read(ref _peak);

    /// <summary>Starts <see cref="PeakBytesInUse"/> again at what is in use now.</summary>
    public static void ResetPeak()
    {
        lock (Gate)
        {
            _peak = _inUse;
        }
    }

    /// <summary>Gives every free block back to the operating system.</summary>
    public static void Trim()
    {
        lock (Gate)
        {
            FreeDownTo(0);
        }
    }

    internal static TensorBlock Take(long length)
    {
        nuint needed = ((nuint)length + TailPadding) * sizeof(float);
        int sizeClass = ClassOf(needed);
        nuint bytes = ClassBytes(sizeClass);
        TensorBlock block;
        lock (Gate)
        {
            if (Free[sizeClass] is { } free)
            {
                Free[sizeClass] = free.NextFree;
                free.NextFree = null;
                _freeBytes -= (long)bytes;
                block = free;
            }
            else
            {
                long allowed = Math.Max(_highWater, _inUse + (long)bytes) + Slack;
                FreeDownTo(Math.Max(0, allowed - _inUse - (long)bytes));
                block = new TensorBlock(Allocate(bytes), bytes, sizeClass);
            }

            _inUse += (long)bytes;
            _peak = Math.Max(_peak, _inUse);
            _highWater = Math.Max(_highWater, _inUse);
        }

        block.Open();
        return block;
    }

    internal static void Return(TensorBlock block)
    {
        lock (Gate)
        {
            block.NextFree = Free[block.SizeClass];
            Free[block.SizeClass] = block;
            _freeBytes += (long)block.Bytes;
            _inUse -= (long)block.Bytes;
        }
    }

    // The largest blocks go first: they free the most with the fewest calls.
    private static void FreeDownTo(long bytes)
    {
        for (int sizeClass = Free.Length - 1; sizeClass >= 0 && _freeBytes > bytes; sizeClass--)
        {
            while (_freeBytes > bytes && Free[sizeClass] is { } block)
            {
                Free[sizeClass] = block.NextFree;
                _freeBytes -= (long)block.Bytes;
                NativeMemory.AlignedFree(block.Values);
            }
        }
    }

    private static float* Allocate(nuint bytes)
    {
        bool large = bytes >= HugePageThreshold;
        try
        {
            void* memory = NativeMemory.AlignedAlloc(bytes, large ? HugePageBytes : Alignment);
            if (large)
            {
                HugePages.Advise(memory, bytes);
            }

            return (float*)memory;
        }
        catch (OutOfMemoryException exception)
        {
            throw new LensInputException(
                $"A tensor of {bytes >> 20} MiB does not fit into memory beside {_inUse >> 20} MiB in use; use a smaller batch or shorter inputs.",
                exception);
        }
    }

    private static int ClassOf(nuint bytes)
    {
        ulong units = (bytes + (SmallestClassBytes / ClassesPerDoubling) - 1) / (SmallestClassBytes / ClassesPerDoubling);
        if (units <= ClassesPerDoubling)
        {
            return 0;
        }

        // units in (8·2^s, 16·2^s]: eight steps for every doubling, at most an eighth is wasted.
        int shift = BitOperations.Log2(units - 1) - 3;
        int step = (int)((units - 1) >> shift) - ClassesPerDoubling;
        return (shift * ClassesPerDoubling) + step + 1;
    }

    private static nuint ClassBytes(int sizeClass)
    {
        int shift = (sizeClass - 1) / ClassesPerDoubling;
        int step = (sizeClass - 1) % ClassesPerDoubling;
        ulong units = sizeClass == 0 ? ClassesPerDoubling : (ulong)(ClassesPerDoubling + step + 1) << shift;
        return (nuint)(units * (SmallestClassBytes / ClassesPerDoubling));
    }
}
