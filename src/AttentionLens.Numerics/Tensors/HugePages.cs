using System.Runtime.InteropServices;

namespace AttentionLens.Numerics;

/// <summary>Asks Linux for huge pages. It is advice: elsewhere, or where the call is missing, nothing happens.</summary>
internal static unsafe partial class HugePages
{
    private const int MadvHugePage = 14;
    private static bool _unavailable = !OperatingSystem.IsLinux();

    public static void Advise(void* start, nuint bytes)
    {
        if (_unavailable)
        {
            return;
        }

        try
        {
            // The result is not read: a kernel without huge pages answers with an error and the memory is good all the same.
            _ = MemoryAdvice(start, bytes, MadvHugePage);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            _unavailable = true;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MemoryAdvice(void* start, nuint bytes, int advice);
}
