using System.Collections.Immutable;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Makes data of the calls that a state dict consists of, without calling anything. A result of null means that the arguments
/// are not those that torch writes.</summary>
internal static class TorchRebuilder
{
    /// <summary>What a call of a known name stands for.</summary>
    public static object? Call(TorchGlobal global, object?[] arguments) => global.Role switch
    {
        TorchGlobalRole.Tensor => Tensor(arguments),
        TorchGlobalRole.Parameter when arguments is [TorchTensor tensor, ..] => tensor,
        TorchGlobalRole.OrderedDictionary when arguments is [] => new PickleDictionary(),
        TorchGlobalRole.OrderedDictionary when arguments is [PickleList pairs] => Pairs(pairs),
        TorchGlobalRole.Size when arguments is [PickleTuple axes] => axes,
        _ => null,
    };

    /// <summary>The storage that a persistent id stands for: ('storage', class, key, location, length[, view]).</summary>
    public static TorchStorage? Storage(object? persistentId)
    {
        if (persistentId is not PickleTuple { Items: ["storage", TorchGlobal global, string key, string, long length, ..] items }
            || global.Role != TorchGlobalRole.Storage || length < 0 || length > long.MaxValue / global.ElementType.Size())
        {
            return null;
        }

        return items[5..] switch
        {
            [] or [null] => new TorchStorage(key, global.ElementType, length, 0, length),
            [PickleTuple { Items: [string, long first, long part] }] when first >= 0 && part >= 0 && first <= length - part =>
                new TorchStorage(key, global.ElementType, length, first, part),
            _ => null,
        };
    }

    private static TorchTensor? Tensor(object?[] arguments)
    {
        if (arguments is not [TorchStorage storage, long first, PickleTuple shape, PickleTuple strides, bool, var hooks, .. var rest]
            || hooks is not (PickleDictionary or null)
            || rest is not ([] or [null] or [PickleDictionary { Items.Count: 0 }])
            || Numbers(shape) is not { } axes
            || Numbers(strides) is not { } steps
            || axes.Length != steps.Length
            || first < 0)
        {
            return null;
        }

        return Fits(storage, first, axes.AsSpan(), steps.AsSpan()) ? new TorchTensor(storage, first, axes, steps) : null;
    }

    /// <summary>Whether all elements lie in the storage. A tensor with more elements than its storage, a broadcast one, is refused
    /// as well: a few bytes could claim any amount of memory.</summary>
    private static bool Fits(TorchStorage storage, long first, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        if (!TensorShape.TryByteLength(shape, storage.ElementType.Size(), out long bytes))
        {
            return false;
        }

        long elements = bytes / storage.ElementType.Size();
        if (elements == 0)
        {
            return first <= storage.Length;
        }

        Int128 last = first;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            last += (Int128)(shape[axis] - 1) * strides[axis];
        }

        return elements <= storage.Length && last < storage.Length;
    }

    private static ImmutableArray<long>? Numbers(PickleTuple tuple)
    {
        if (tuple.Items.Length > TensorShape.MaximumRank || tuple.Items.Any(item => item is not >= 0L))
        {
            return null;
        }

        return [.. tuple.Items.Select(item => (long)item!)];
    }

    private static PickleDictionary? Pairs(PickleList pairs)
    {
        PickleDictionary dictionary = new();
        foreach (object? pair in pairs.Items)
        {
            if (pair is PickleTuple { Items: [var tupleKey, var tupleValue] })
            {
                dictionary.Items.Add((tupleKey, tupleValue));
            }
            else if (pair is PickleList { Items: [var listKey, var listValue] })
            {
                dictionary.Items.Add((listKey, listValue));
            }
            else
            {
                return null;
            }
        }

        return dictionary;
    }
}
