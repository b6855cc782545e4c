using System.Runtime.InteropServices;

namespace AttentionLens.Benchmarks;

/// <summary>OpenBLAS for the side-by-side column, where the machine has it.</summary>
public static unsafe class OpenBlas
{
    private const int RowMajor = 101;
    private const int Plain = 111;
    private const int Transposed = 112;

    private static readonly nint Library = Load();

    /// <summary>Its version and build, or null where it is absent.</summary>
    public static string? Name { get; } = Library == 0 ? null : Describe();

    /// <summary>y = x wᵀ with w as [n, k].</summary>
    public static void Multiply(int m, int n, int k, float* x, float* w, float* y)
    {
        var function = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(Library, "cblas_sgemm");
        function(RowMajor, Plain, Transposed, m, n, k, 1, x, k, w, k, 0, y, n);
    }

    /// <summary>Sets its number of threads.</summary>
    public static void Resize(int threads) =>
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(Library, "openblas_set_num_threads"))(threads);

    private static nint Load() =>
        NativeLibrary.TryLoad("libopenblas.so.0", out nint library) || NativeLibrary.TryLoad("libopenblas", out library) ? library : 0;

    private static string Describe() =>
        Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)NativeLibrary.GetExport(Library, "openblas_get_config"))()) ?? "OpenBLAS";
}
