using System.Numerics;
using System.Runtime.Intrinsics;

namespace AttentionLens.Benchmarks;

/// <summary>All checks of all kernels: the command <c>check</c>, and the tests that run it with instruction sets switched off.</summary>
public static class KernelChecks
{
    /// <summary>The checks by name, each with the number of cases of a full run.</summary>
    public static IReadOnlyList<(string Name, Action<CheckLog, int> Run, int Cases)> All { get; } =
    [
        ("linear", ProductChecks.Linear, 400),
        ("linear gradients", ProductChecks.LinearGradients, 300),
        ("matrix", ProductChecks.Matrix, 300),
        ("batched", ProductChecks.Batched, 300),
        ("attention", AttentionChecks.Fused, 200),
        ("softmax", RowChecks.Softmax, 100),
        ("norms", RowChecks.Norms, 100),
        ("activations", RowChecks.Activations, 100),
        ("elementwise", ElementChecks.Elementwise, 60),
        ("embeddings", ElementChecks.Embeddings, 60),
        ("losses", ElementChecks.Losses, 60),
        ("optimizer", ElementChecks.Optimizer, 30),
    ];

    /// <summary>Runs every check and prints one line for each.</summary>
    /// <returns>0 where everything agrees, 1 otherwise.</returns>
    public static int Run(TextWriter output, int share)
    {
        output.WriteLine(
            $"Vector512 {Vector512.IsHardwareAccelerated}, Vector256 {Vector256.IsHardwareAccelerated}, "
            + $"Vector128 {Vector128.IsHardwareAccelerated}, Vector<T> {Vector.IsHardwareAccelerated} x {Vector<float>.Count}");
        int failures = 0;
        foreach ((string name, Action<CheckLog, int> run, int cases) in All)
        {
            CheckLog log = new();
            run(log, Math.Max(1, cases / share));
            output.WriteLine($"{name}: {log.Compared} values, worst error {log.Worst:F3} of the tolerance, {log.Failures.Count} failures");
            foreach (string failure in log.Failures)
            {
                output.WriteLine($"  {failure}");
            }

            failures += log.Failures.Count;
        }

        return failures == 0 ? 0 : 1;
    }
}
